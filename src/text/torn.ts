/** A whole number and a point at the very end of a text, with no line break after it. */
const LAST_NUMBER = /(?<![\w.])-?\d+\.$/
/** Longer numbers are none that was being written. */
const LONGEST = 40

/**
 * Cuts off the number that a log ends in where it was torn at its point, behind others of its line that have decimals:
 * `0.` is not the lowest loss of the run. One torn elsewhere cannot be told from a short one.
 */
export function withoutTornNumber(text: string): { text: string; torn: string | undefined } {
  const whole = { text, torn: undefined }
  const number = text.endsWith('.') ? LAST_NUMBER.exec(text.slice(-LONGEST))?.[0] : undefined
  if (number === undefined || /^\s*[[{]/.test(text.slice(0, LONGEST))) return whole
  const line = text.slice(text.lastIndexOf('\n') + 1, -number.length)
  return /\d\.\d/.test(line) ? { text: text.slice(0, -number.length), torn: number } : whole
}
