export interface Browser {
  /** Names that are the same in every language; undefined when the browser does not say. */
  name: string | undefined
  system: string | undefined
}

// In this order: later ones claim to be earlier ones as well.
const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Microsoft Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrom(e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/** Enough of a User-Agent header for people to recognise their own browsers. */
export function browserOf(userAgent: string): Browser {
  return { name: firstMatch(BROWSERS, userAgent), system: firstMatch(SYSTEMS, userAgent) }
}

const firstMatch = (table: [RegExp, string][], text: string) => table.find(([shape]) => shape.test(text))?.[1]
