import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import sharp from 'sharp'

const BASE = 'http://localhost:4310'
const FOLDER = 'docs/screenshots'
const SIZE = { width: 1280, height: 860 }

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'staffroom-screenshots-'))
const app = spawn(process.execPath, ['dist/main.js'], {
  env: { ...process.env, DATA_DIR: dataDir, PORT: '4310', BASE_URL: BASE, DEMO: '1', MONGODB_URI: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
await new Promise((resolve, reject) => {
  app.stdout.on('data', text => String(text).includes('ready') && resolve())
  app.once('exit', code => reject(new Error(`the app ended with ${code}`)))
})

mkdirSync(FOLDER, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
const page = await browser.newPage({ viewport: SIZE, locale: 'en-GB' })

await take('landing', '/')
await continueAs('Signe')
await take('home', '/home')
await take('claim', await firstLink('/claims', 'a[href^="/claims/"]'))
await take('badge', await publicBadge())
await take('microcredential', '/microcredentials/looking-at-student-work')

await browser.close()
app.removeAllListeners('exit')
app.kill('SIGTERM')
await new Promise(resolve => app.once('exit', resolve))
rmSync(dataDir, { recursive: true, force: true })

async function take(name, address) {
  await page.goto(BASE + address, { waitUntil: 'networkidle' })
  const picture = await page.screenshot()
  await sharp(picture)
    .png({ palette: true, quality: 90 })
    .toFile(path.join(FOLDER, `${name}.png`))
  console.log(`${FOLDER}/${name}.png`)
}

async function continueAs(name) {
  await page.goto(`${BASE}/sign-in`)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.waitForURL(`${BASE}/home`)
}

async function firstLink(address, selector) {
  await page.goto(BASE + address)
  return page.locator(`main ${selector}`).first().getAttribute('href')
}

async function publicBadge() {
  const sitemap = await (await fetch(`${BASE}/sitemap.xml`)).text()
  return /(\/badges\/\w+)<\/loc>/.exec(sitemap)[1]
}
