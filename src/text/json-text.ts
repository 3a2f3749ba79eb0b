/** A command to a CI system, in the spelling that is obeyed anywhere in a line. It can stand in strings only. */
const INLINE_COMMAND = /##(?=(?:vso|teamcity)?\[)/g

/**
 * A value as JSON, on one line unless indented. NaN and infinities are strings; what a CI system would take for a
 * command is escaped, which changes no value.
 */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, spellNumber, indent).replace(INLINE_COMMAND, '#\\u0023')
}

function spellNumber(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
