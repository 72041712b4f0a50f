import { parentPort } from 'node:worker_threads'
import type { SignedDocument } from './award.js'
import { type Batch, type Shared, signAll } from './signAll.js'

/** To the thread: what a signer's awards have in common, a batch of them, or that there will be no more. */
export type Order = { signer: number; kind: 'begin'; shared: Shared } | { signer: number; kind: 'end' } | BatchOrder
type BatchOrder = { signer: number; kind: 'batch'; batch: Batch }
/** From it: one for each batch, in their order. */
export type Answer = { signer: number } & ({ signed: SignedDocument[] } | { failure: unknown })

const signers = new Map<number, ReturnType<typeof signAll>>()

parentPort!.on('message', async (order: Order) => {
  if (order.kind === 'begin') signers.set(order.signer, signAll(order.shared))
  if (order.kind === 'end') signers.delete(order.signer)
  if (order.kind === 'batch') parentPort!.postMessage(await answerTo(order))
})

const answerTo = ({ signer, batch }: BatchOrder): Promise<Answer> =>
  signers.get(signer)!(batch).then(
    signed => ({ signer, signed }),
    failure => ({ signer, failure }),
  )
