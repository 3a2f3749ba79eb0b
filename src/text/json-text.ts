/** A command to a CI system, in the spelling that is obeyed anywhere in a line. It can stand in strings only. */
const INLINE_COMMAND = /##(?=(?:vso|teamcity)?\[)/g
/** What JSON lets pass though a terminal may obey it or not show it; line breaks outside of strings are our own. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * A value as JSON, on one line unless indented. NaN and infinities are strings; what a CI system would take for a
 * command, or a terminal obey, is escaped, which changes no value.
 */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, spellNumber, indent)
    .replace(INLINE_COMMAND, '#\\u0023')
    .replace(INVISIBLE, escapeUnits)
}

function escapeUnits(char: string): string {
  return char.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function spellNumber(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
