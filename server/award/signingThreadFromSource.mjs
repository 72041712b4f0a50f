// tsx teaches TypeScript to the main thread only: a thread that runs from source has to ask for itself.
import { register } from 'tsx/esm/api'

register()
await import('./signingThread.ts')
