/**
 * Control characters, line separators and characters that turn the direction of writing: on a terminal they could
 * move the cursor, colour, hide or reorder what is shown.
 */
const HARMFUL = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** Text from a log as it may be shown: what could steer a terminal is spelt out, as `\u{1b}`. */
export function printable(text: string): string {
  return text.replace(HARMFUL, (char) => (char === '\t' ? ' ' : `\\u{${char.codePointAt(0)?.toString(16)}}`))
}
