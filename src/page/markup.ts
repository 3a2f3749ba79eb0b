import { escapeXml } from '../text/xml.js'

type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element of finished markup; attributes without a value are left out, all others are escaped. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const spelt = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(typeof value === 'number' ? place(value) : (value ?? ''))}"`)
    .join('')
  return `<${name}${spelt}>${children.join('')}</${name}>`
}

/** An element that holds nothing but text. */
export function textTag(name: string, attributes: Attributes, text: string): string {
  return tag(name, attributes, escapeXml(text))
}

/** A coordinate, to a tenth of a pixel. */
export function place(value: number): string {
  return String(Math.round(value * 10) / 10)
}
