import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

const START_LIMIT_MS = 60_000

/** The app as it is built, in a process of its own, which can be killed as a power cut would. */
export function mortalApp(env: Record<string, string>) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('the app does not build')
  let child: ChildProcess | undefined
  return {
    async start(): Promise<void> {
      child = spawn(process.execPath, ['dist/main.js'], {
        env: { ...process.env, ...env, NODE_ENV: 'test', LOG_LEVEL: 'fatal' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const said: string[] = []
      child.stderr!.on('data', text => said.push(String(text)))
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('it did not start in time')), START_LIMIT_MS)
        child!.stdout!.on('data', text => {
          if (!String(text).includes('ready')) return
          clearTimeout(late)
          resolve()
        })
        child!.once('exit', code => reject(new Error(`it ended with ${code} at its start: ${said.join('')}`)))
      })
    },
    async kill(): Promise<void> {
      if (!child || child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
