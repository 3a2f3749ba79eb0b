import { describe, expect, it } from 'vitest'
import { COLORS, RUNS, themeOf } from '../../src/page/style.js'

/** Relative luminance of WCAG 2. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

/** The colour of `over` laid on `ground` with an opacity. */
function laid(over: string, ground: string, opacity: number): string {
  const mixed = [1, 3, 5].map((at) => {
    const [o, g] = [over, ground].map((color) => Number.parseInt(color.slice(at, at + 2), 16))
    return Math.round((o ?? 0) * opacity + (g ?? 0) * (1 - opacity))
  })
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('in %s', (_, which) => {
  const ground = COLORS.ground[which]
  const shaded = laid(COLORS.shade[which], ground, 0.13)
  const texts = ['text', 'faint', 'train', 'validation', 'error', 'warning', 'note', 'good'] as const

  it.each(texts)('%s has the contrast of text (AA: 4.5) on the ground', (name) => {
    expect(contrast(COLORS[name][which], ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['text', 'train', 'validation'] as const)(
    '%s has that of a line (AA: 3) on what is shaded',
    (name) => {
      expect(contrast(COLORS[name][which], shaded)).toBeGreaterThanOrEqual(3)
    },
  )

  it('each run has the contrast of text', () => {
    for (const pair of RUNS) expect(contrast(pair[which], ground)).toBeGreaterThanOrEqual(4.5)
  })
})

it('a theme has all colours, dark ones only on a screen that is wanted dark', () => {
  const theme = themeOf('svg')
  const [light = '', dark = ''] = theme.split('@media screen and (prefers-color-scheme:dark)')
  for (const [name, pair] of Object.entries(COLORS)) {
    expect(light).toContain(`--${name}:${pair[0]}`)
    expect(dark).toContain(`--${name}:${pair[1]}`)
  }
})
