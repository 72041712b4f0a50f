import { formReader, type Parsed } from '../shared/forms.js'
import { TEXT_MAX, TITLE_MAX } from './conversation.js'
import { VISIBILITIES } from './membership.js'
import type { Community } from './store.js'

export type CommunityForm = Pick<Community, 'name' | 'slug' | 'purpose' | 'norms' | 'visibility' | 'language'>

const SLUG = /^[a-z0-9](?:[a-z0-9-]{1,58}[a-z0-9])$/
/** Addresses under /communities that are pages of ours. */
const TAKEN = ['new']

export function parseCommunityForm(body: unknown): Parsed<CommunityForm> {
  const form = formReader(body)
  const value: CommunityForm = {
    name: form.text('name', { required: true, max: 80 }),
    slug: form.text('slug', { max: 60 }).toLowerCase(),
    purpose: form.text('purpose', { required: true, max: 400 }),
    norms: form.text('norms', { max: 4000 }),
    visibility: form.choice('visibility', VISIBILITIES, 'open'),
    language: form.choice('language', ['en', 'nb'], 'en'),
  }
  if (value.slug === '') value.slug = slugFrom(value.name)
  if (value.name !== '' && (!SLUG.test(value.slug) || TAKEN.includes(value.slug)))
    form.fail('slug', 'community.form.slugForm')
  return form.result(value)
}

export function slugFrom(name: string): string {
  const plain = name.toLowerCase().replace(/æ/g, 'ae').replace(/ø/g, 'o').replace(/å/g, 'a').normalize('NFD')
  return plain
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
}

export function parseThreadForm(body: unknown): Parsed<{ title: string; text: string }> {
  const form = formReader(body)
  return form.result({
    title: form.text('title', { required: true, max: TITLE_MAX }),
    text: form.text('text', { required: true, max: TEXT_MAX }),
  })
}

export function parseReplyForm(body: unknown): Parsed<{ text: string }> {
  const form = formReader(body)
  return form.result({ text: form.text('text', { required: true, max: TEXT_MAX }) })
}
