import { printable } from './printable.js'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** What Jenkins and GitLab take in JUnit reports for the path of a file that they then publish. */
const ATTACHMENT = /\[(?=\[ATTACHMENT\|)/gi

/**
 * Text as content or attribute of XML 1.0. Characters that XML cannot carry at all are spelt out, as `\u{1b}`; what a
 * CI system would take for a command in its own output (`::error::`, `##[error]`) is written with references. What is a command to readers of the XML (`[[ATTACHMENT|`) is spelt out too.
 */
export function escapeXml(text: string): string {
  return printable(text)
    .replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
    .replaceAll('::', '&#58;:')
    .replaceAll('##', '&#35;#')
    .replace(ATTACHMENT, '\\u{5b}')
}

/** An element; its children are finished XML and stand on lines of their own. Attributes without a value are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  children: readonly string[] = [],
): string {
  const spelt = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')
  if (children.length === 0) return `<${name}${spelt}/>`
  return [`<${name}${spelt}>`, ...children, `</${name}>`].join('\n')
}
