import { Worker } from 'node:worker_threads'
import type { SignedDocument } from './award.js'
import { type Batch, type Shared, signAll } from './signAll.js'
import type { Answer, Order } from './signingThread.js'

/** A thread takes as long to start as these take to sign. */
const WORTH_A_THREAD = 500
const IDLE_MS = 60_000

export interface Signer {
  /** One batch at a time. */
  sign(batch: Batch): Promise<SignedDocument[]>
  /** There will be no more. */
  end(): void
}

/** For about so many. */
export type SignerFor = (count: number, shared: Shared) => Signer

/**
 * Signs many beside everything else, in a thread of their own: ten thousand signatures take seconds, in which the app
 * has pages to answer. The thread stays for a minute, should there be more.
 */
export function signBeside(): SignerFor {
  let thread: SigningThread | undefined
  let signers = 0
  return (count, shared) => {
    if (count < WORTH_A_THREAD) return { sign: signAll(shared), end: () => {} }
    if (!thread || thread.hasEnded()) thread = startThread()
    const [own, signer] = [thread, ++signers]
    own.tell({ signer, kind: 'begin', shared })
    return {
      sign: batch => own.ask({ signer, kind: 'batch', batch }),
      end: () => own.tell({ signer, kind: 'end' }),
    }
  }
}

type SigningThread = ReturnType<typeof startThread>

function startThread() {
  const worker = new Worker(entry())
  const asked = new Map<number, (answer: Answer) => void>()
  let ended: Error | undefined
  let idle: NodeJS.Timeout | undefined
  // Whatever it is doing, an app that is told to end does not wait for it.
  worker.unref()
  worker.on('message', (answer: Answer) => asked.get(answer.signer)!(answer))
  worker.once('error', endWith)
  worker.once('exit', () => endWith(new Error('The thread that signs has ended')))

  function endWith(error: Error): void {
    ended ??= error
    for (const [signer, answer] of asked) answer({ signer, failure: ended })
  }

  function tell(order: Order): void {
    clearTimeout(idle)
    idle = setTimeout(() => void worker.terminate(), IDLE_MS).unref()
    worker.postMessage(order)
  }

  return {
    tell,
    hasEnded: () => ended !== undefined,
    async ask(order: Order): Promise<SignedDocument[]> {
      if (ended) throw ended
      tell(order)
      const answer = await new Promise<Answer>(resolve => asked.set(order.signer, resolve))
      asked.delete(order.signer)
      if ('failure' in answer) throw answer.failure
      return answer.signed
    },
  }
}

/** Compiled code has signingThread.js beside it; code that runs from source has TypeScript, and needs a way in. */
const entry = () =>
  new URL(import.meta.url.endsWith('.ts') ? './signingThreadFromSource.mjs' : './signingThread.js', import.meta.url)
