const STEP = 0.1

/** Says on one line how far the seeding has come: "Seeding the demo network: 10 % 20 % …". */
export function seedingProgress(write: (text: string) => void): (share: number) => void {
  let said = -1
  return share => {
    const step = Math.floor(share / STEP)
    if (step === said) return
    if (said < 0) write('Seeding the demo network:')
    said = step
    write(share === 1 ? ' done.\n' : ` ${step * 100 * STEP} %`)
  }
}
