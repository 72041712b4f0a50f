export type Role =
  | 'person'
  | 'organization'
  | 'community'
  | 'microCredential'
  | 'entry'
  | 'artefact'
  | 'claim'
  | 'review'

export type Cast = ReturnType<typeof castList>

/** Which id the house gave to what the content knows by its key. */
export function castList() {
  const ids = new Map<string, string>()
  const nameOf = (role: Role, key: string) => `${role} ${key}`
  return {
    enter: (role: Role, key: string, id: string) => void ids.set(nameOf(role, key), id),
    find: (role: Role, key: string): string | undefined => ids.get(nameOf(role, key)),
    /** Throws where the story is told in the wrong order. */
    id(role: Role, key: string): string {
      const id = ids.get(nameOf(role, key))
      if (!id) throw new Error(`The demo network has no ${nameOf(role, key)} yet`)
      return id
    },
  }
}
