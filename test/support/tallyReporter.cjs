const { writeFileSync } = require('node:fs')
const { reporters } = require('mocha')

/** The dot reporter, which also leaves its figures where scripts/run-tests.mjs finds them. */
module.exports = class TallyReporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options)
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats
      if (process.env.TALLY_FILE)
        writeFileSync(process.env.TALLY_FILE, JSON.stringify({ passed: passes, failed: failures, skipped: pending }))
    })
  }
}
