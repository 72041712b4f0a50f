/** RFC 5321, 4.5.3.1.3, without the angle brackets. */
export const LONGEST_ADDRESS = 254

// Deliberately loose: only a mail that arrives proves an address.
const SHAPE = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@.<>()[\]\\,;:"]+(\.[^\s@.<>()[\]\\,;:"]+)+$/

export const isEmailAddress = (text: string): boolean => text.length <= LONGEST_ADDRESS && SHAPE.test(text)

/** The form in which addresses are compared; mail always goes to the address as its owner wrote it. */
export const foldAddress = (address: string): string => address.normalize('NFKC').toLowerCase()
