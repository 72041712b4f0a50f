import type { Page } from 'playwright-core'

/** More stops than any page has. */
const MOST_STOPS = 400
/** Day, month, year and the calendar are stops within one field. */
const STOPS_IN_A_DATE = 4

interface Stop {
  /** Whether this is where one wanted to go. */
  isThere: boolean
  /** Counts elements: the same number twice in a row means that Tab moved nothing. */
  place: number
  name: string
  problem: string | undefined
}

/** Two hands on a keyboard, and no mouse. Complains of every stop that cannot be seen, and of every trap. */
export function handsOn(page: Page) {
  async function tabTo(wanted: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    let previous = -1
    let held = 0
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      await page.keyboard.press(key)
      const stop = await page.evaluate(lookAtFocus, wanted)
      if (stop.problem) throw new Error(`${stop.name} on ${page.url()} ${stop.problem}`)
      if (stop.isThere) return
      held = stop.place === previous && stop.place !== -1 ? held + 1 : 0
      if (held > STOPS_IN_A_DATE) throw new Error(`${stop.name} on ${page.url()} holds the focus`)
      previous = stop.place
    }
    throw new Error(`${wanted} on ${page.url()} is out of reach of ${key}`)
  }

  /** Presses a key that leads to another page, which may be the same one again: this one's own end of loading is not it. */
  async function leaveBy(key: string): Promise<void> {
    await page.evaluate(() => document.documentElement.setAttribute('data-left', ''))
    await page.keyboard.press(key)
    await page.waitForFunction(
      () => document.readyState === 'complete' && !document.documentElement.hasAttribute('data-left'),
    )
  }

  return {
    page,
    tabTo,
    press: (key: string) => page.keyboard.press(key),
    async type(field: string, text: string): Promise<void> {
      await tabTo(field)
      await page.keyboard.press('Control+A')
      await page.keyboard.insertText(text)
    },
    async follow(link: string): Promise<void> {
      await tabTo(link)
      await leaveBy('Enter')
    },
    leaveBy,
    /** Space takes the first choice of a group, arrows the others. */
    async choose(radio: string): Promise<void> {
      const group = await page.locator(radio).first().getAttribute('name')
      await tabTo(`input[name="${group}"]`)
      await page.keyboard.press('Space')
      for (let choices = 0; choices < MOST_STOPS; choices++) {
        if (await page.evaluate(wanted => document.activeElement?.matches(`${wanted}:checked`), radio)) return
        await page.keyboard.press('ArrowDown')
      }
      throw new Error(`${radio} cannot be chosen`)
    },
    focusIsOn: (wanted: string) =>
      page.evaluate(selector => Boolean(document.activeElement?.matches(selector)), wanted),
  }
}

export type Hands = ReturnType<typeof handsOn>

/** Runs in the page. */
function lookAtFocus(wanted: string): Stop {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body)
    return { isThere: false, place: -1, name: 'the page', problem: undefined }
  const { outlineStyle, outlineWidth, clipPath } = getComputedStyle(element)
  const box = element.getBoundingClientRect()
  const isHidden = !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const isOutside = box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth
  const { left, top, width, height } = box
  const isCovered = ![0.05, 0.5, 0.95].some(part => {
    const seen = document.elementFromPoint(left + width * part, top + height * part)
    return seen !== null && (element.contains(seen) || seen.contains(element))
  })
  const problems = [
    ...(isHidden || box.width < 2 || clipPath !== 'none' ? ['has the focus and cannot be seen'] : []),
    ...(isOutside ? ['has the focus outside of the window'] : []),
    ...(isCovered ? ['has the focus underneath something else'] : []),
    ...(outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2 ? ['has the focus without an outline'] : []),
  ]
  return {
    isThere: element.matches(wanted),
    place: [...document.querySelectorAll('*')].indexOf(element),
    name: element.outerHTML.slice(0, 140),
    problem: problems[0],
  }
}
