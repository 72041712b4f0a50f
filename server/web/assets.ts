import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import express, { Router } from 'express'
import { inProject } from './paths.js'

const LAYERS = ['reset', 'tokens', 'base', 'layout', 'components', 'utilities']
const FONT_PACKAGES = ['atkinson-hyperlegible-next', 'source-serif-4']

export interface Assets {
  /** The address of a file in public/, or of the one style sheet, with its version in the path. */
  url(name: string): string
  router: Router
}

/** Static files under an address that changes with their content, so that browsers may keep them for good. */
export function loadAssets(): Assets {
  const css = bundleCss(inProject('public/css'))
  const version = versionOf(css)
  const forever = { immutable: true, maxAge: '1y' } as const

  const router = Router()
  router.get('/assets/:version/app.css', (_req, res) => {
    res.set('Cache-Control', 'public, max-age=31536000, immutable').type('css').send(css)
  })
  for (const font of FONT_PACKAGES)
    router.use(
      '/assets/:version/fonts',
      express.static(inProject('node_modules/@fontsource-variable', font, 'files'), forever),
    )
  router.use('/assets/:version', express.static(inProject('public'), forever))
  return { url: name => `/assets/${version}/${name}`, router }
}

/** One file a component in public/css/<layer>/, joined in the order of the layers. */
function bundleCss(folder: string): string {
  const layers = LAYERS.map(layer => {
    const files = cssFiles(path.join(folder, layer))
    return `@layer ${layer} {\n${files.map(file => readFileSync(file, 'utf8')).join('\n')}\n}`
  })
  return `@layer ${LAYERS.join(', ')};\n${readFileSync(path.join(folder, 'fonts.css'), 'utf8')}\n${layers.join('\n')}`
}

const cssFiles = (folder: string) =>
  readdirSync(folder)
    .filter(name => name.endsWith('.css'))
    .sort()
    .map(name => path.join(folder, name))

function versionOf(css: string): string {
  const hash = createHash('sha256').update(css)
  const scripts = readdirSync(inProject('public/js'), { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.js'))
  for (const name of scripts.sort()) hash.update(readFileSync(inProject('public/js', name)))
  return hash.digest('hex').slice(0, 10)
}
