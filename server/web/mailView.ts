import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import type { Mail, RenderedMail } from '../platform/mailer.js'
import type { I18n } from './i18n.js'
import { inProject } from './paths.js'

const template = (name: string, noEscape: boolean) =>
  Handlebars.compile(readFileSync(inProject('views/mail', name), 'utf8'), { noEscape })

const htmlTemplate = template('message.html.hbs', false)
const textTemplate = template('message.text.hbs', true)

/** One template for all mails: a subject, paragraphs, at most one thing to do, and a way out. */
export async function renderMail(i18n: I18n, mail: Mail): Promise<RenderedMail> {
  const t = i18n.translator(mail.language)
  const subject = t(`${mail.messageKey}.subject`, mail.values)
  const view = {
    language: mail.language,
    subject,
    paragraphs: t(`${mail.messageKey}.body`, mail.values).split(/\n{2,}/),
    action: mail.actionUrl && { url: mail.actionUrl, text: t(`${mail.messageKey}.action`, mail.values) },
    signature: t('layout.mail.signature'),
    unsubscribe: mail.unsubscribeUrl && { url: mail.unsubscribeUrl, text: t('layout.mail.unsubscribe') },
  }
  return { subject, html: htmlTemplate(view), text: `${textTemplate(view).trim()}\n` }
}
