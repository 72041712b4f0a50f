import { type MailOnDisk, readMailFolder } from '../../server/platform/mailer.js'
import type { TestApp } from './app.js'

/** Delivers what waits, and answers the mails to this address, newest first. */
export async function mailsTo(app: Pick<TestApp, 'drain' | 'mailDir'>, address: string): Promise<MailOnDisk[]> {
  await app.drain()
  return (await readMailFolder(app.mailDir)).filter(mail => mail.to === address)
}

/** The path of the one link in a mail. */
export function linkIn(mail: { text: string } | undefined): string {
  const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0]
  if (!link) throw new Error('This mail has no link')
  const { pathname, search } = new URL(link)
  return pathname + search
}
