import { randomUUID } from 'node:crypto'
import { isConstant } from './canonical/constant.js'
import type { SignedCredential } from './credential.js'
import { isObject, type JsonObject } from './json.js'

const written = new WeakMap<JsonObject, string>()
/** Stands for what is written already; nobody who fills a credential knows it. */
const PLACE = randomUUID()
const PLACE_WRITTEN = JSON.stringify(PLACE)

/** As JSON.stringify writes it. An achievement that many credentials share (keepAchievement) is written once for all. */
export function credentialJson(credential: SignedCredential): string {
  const { credentialSubject: subject } = credential
  const achievement = isObject(subject) ? subject.achievement : undefined
  if (!isObject(subject) || !isObject(achievement) || !isConstant(achievement)) return JSON.stringify(credential)
  const around = JSON.stringify({ ...credential, credentialSubject: { ...subject, achievement: PLACE } })
  const at = around.indexOf(PLACE_WRITTEN)
  return around.slice(0, at) + textOf(achievement) + around.slice(at + PLACE_WRITTEN.length)
}

function textOf(achievement: JsonObject): string {
  const text = written.get(achievement) ?? JSON.stringify(achievement)
  written.set(achievement, text)
  return text
}
