import { communities } from './communities/index.js'
import { completions } from './completions.js'
import { endorsements } from './endorsements.js'
import { entries } from './entries.js'
import { microCredentials } from './microcredentials/index.js'
import { organizations } from './organizations.js'
import { people } from './people.js'
import { submissions } from './submissions/index.js'

/** A small network that could exist: two countries, ten organizations, and what their people have shown each other. */
export const demoNetwork = {
  ...{ organizations, people, communities, microCredentials, entries },
  ...{ submissions, endorsements, completions },
}

export type DemoNetwork = typeof demoNetwork
