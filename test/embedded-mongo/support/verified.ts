import { verifyStore } from '../../../server/embedded-mongo/index.js'

/** A process of its own that verifies a store, which another may be using. */
console.log(JSON.stringify(await verifyStore(process.argv[2] ?? '')))
