import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'
import { text } from '../../src/reporters/text.js'
import type { Presentation } from '../../src/screen/screen.js'
import { SETTING } from './setting.js'

const PLAIN: Presentation = { width: 80, colorLevel: 0, unicode: true, chart: true, full: false }
const range = (length: number) => Array.from({ length }, (_, k) => k)

interface Asked extends Partial<Presentation> {
  readonly name?: string
  readonly train?: string
  readonly validation?: string
  /** Number of the first epoch, and how many each row counts. */
  readonly first?: number
  readonly every?: number
  readonly axis?: 'epoch' | 'step'
}

/** The screen of a run whose validation loss rises, under any names. */
function overfitted({ name, train, validation, first = 1, every = 1, axis = 'epoch', ...more }: Asked = {}) {
  const rows = range(30).map((k) => ({
    [axis]: first + k * every,
    [train ?? 'train_loss']: 2 * Math.exp(-k / 6) + 0.05,
    [validation ?? 'val_loss']: 2 * Math.exp(-Math.min(k, 10) / 6) + 0.3 + Math.max(0, k - 10) * 0.04,
    accuracy: 0.5,
  }))
  return screenOf(JSON.stringify(rows), { ...(name !== undefined && { name }), ...more })
}

/** The screen of a run whose accuracy stands still: the diagnosis with the longest name. */
function stalled({ first = 1, every = 1, axis = 'epoch', ...more }: Asked = {}) {
  const rows = range(30).map((k) => ({ [axis]: first + k * every, loss: 1 - k * 0.03, accuracy: 0.5 }))
  return screenOf(JSON.stringify(rows), more)
}

function screenOf(log: string, { name = 'history.json', ...more }: Asked): string {
  return text.render({ runs: diagnose(log, { name }), errors: [] }, 1, { ...PLAIN, ...more }, SETTING)
}

const tooLong = (screen: string, width: number) =>
  stripVTControlCharacters(screen)
    .split('\n')
    .filter((line) => [...line].length > width)

const LONG = 'val_loss_of_the_whole_model_with_every_regularisation_term_added_up'

describe.each([40, 80, 120])('at %i columns no line is longer', (width) => {
  it.each<[string, () => string]>([
    ['for an overfitted run', () => overfitted({ width })],
    ['in colour', () => overfitted({ width, colorLevel: 2 })],
    ['in ASCII', () => overfitted({ width, unicode: false })],
    ['for the longest name of a diagnosis', () => stalled({ width })],
    [
      'for ten millions of steps',
      () => stalled({ width, axis: 'step', first: 10_000_000, every: 1_000_000 }),
    ],
    ['for a long metric name', () => overfitted({ width, validation: LONG })],
    ['for a long path', () => overfitted({ width, name: `${'/deep/and/deeper'.repeat(30)}/history.json` })],
    [
      'for a path without ASCII, in ASCII',
      () => overfitted({ width, unicode: false, name: '/läufe/größe/über/é.json' }),
    ],
    ['for an undecided run', () => screenOf('[{"epoch": 1, "loss": 0.5}]', { width })],
  ])('%s', (_, screen) => {
    expect(tooLong(screen(), width)).toEqual([])
  })
})

describe('colour', () => {
  it('is nowhere at level 0', () => {
    expect(overfitted({ colorLevel: 0 })).not.toContain('\u001b')
  })

  it.each([1, 2, 3] as const)('is there at level %i, and takes nothing from the text', (colorLevel) => {
    const screen = overfitted({ colorLevel })
    expect(screen).toContain('\u001b[')
    expect(stripVTControlCharacters(screen)).toBe(overfitted({ colorLevel: 0 }))
  })

  it('is named outright at 16 colours, and of 256 where there are more', () => {
    expect(overfitted({ colorLevel: 1 })).not.toContain('\u001b[38;')
    expect(overfitted({ colorLevel: 2 })).toContain('\u001b[38;5;32m')
    expect(overfitted({ colorLevel: 2 })).toContain('\u001b[38;5;166m')
  })

  it('ends on the line where it starts', () => {
    for (const line of overfitted({ colorLevel: 2 }).split('\n')) {
      const codes = [...line.matchAll(/\u001b\[([\d;]*)m/g)].map(([, code]) => code ?? '')
      const open = codes.filter((code) => !['0', '22', '39', '49'].includes(code))
      expect(codes.length - open.length).toBeGreaterThanOrEqual(open.length > 0 ? 1 : 0)
      if (codes.length > 0) expect(['0', '22', '39', '49']).toContain(codes.at(-1))
    }
  })
})

describe('without Unicode', () => {
  it.each([
    ['an ordinary run', {}],
    ['a run in colour', { colorLevel: 3 }],
    ['side by side', { width: 120 }],
    ['names without ASCII', { name: 'läufe/ñ/😀.json', validation: 'val_verlust_ü loss' }],
  ] as const)('the screen of %s is ASCII only', (_, asked) => {
    expect(overfitted({ unicode: false, ...asked })).toMatch(/^[\x0a\x1b\x20-\x7e]*$/)
  })

  it('spells foreign characters out', () => {
    expect(overfitted({ unicode: false, name: 'é.json' })).toContain('\\u{e9}.json')
  })
})

const HOSTILE: Readonly<Record<string, string>> = {
  'a colour': '\u001b[31mval_loss\u001b[0m',
  'a cleared screen': 'val_loss\u001b[2J\u001b[H',
  'a link (OSC 8)': '\u001b]8;;https://example.org\u0007val_loss\u001b]8;;\u0007',
  'a window title': '\u001b]0;owned\u001b\\val_loss',
  'an 8-bit escape': '\u009b31mval_loss',
  'turned writing': 'val_loss \u202egnp.exe',
  'isolated writing': 'val_loss \u2066abc\u2069',
  'line breaks': 'val_loss\nexit 0\r\n',
  'a line separator': 'val_loss\u2028exit 0\u2029',
  backspaces: 'val_loss\b\b\b\b',
  'an invisible space': 'val_\u200bloss',
  'a NUL': 'val_loss\u0000',
}

describe.each(Object.entries(HOSTILE))('%s in a name', (_, name) => {
  it.each([
    ['of a metric', { validation: name }],
    ['of a file', { name: `${name}.json` }],
  ])('%s is harmless', (__, asked) => {
    const screen = overfitted(asked)
    expect(screen).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/,
    )
    expect(screen).toContain('\\u{')
    expect(screen.trimEnd().split('\n').at(-1)).toMatch(/exit 1$/)
    expect(screen.split('\n').filter((line) => line.startsWith('exit 0'))).toEqual([])
  })
})

describe('names', () => {
  it('start no workflow command of GitHub, which reads every line', () => {
    for (const width of [40, 80, 120]) {
      const screen = overfitted({
        width,
        name: '::error::a.json',
        train: '::set-env x::loss',
        validation: '::stop-commands::val_loss',
      })
      expect(screen.split('\n').filter((line) => line.trimStart().startsWith('::'))).toEqual([])
    }
  })

  it('are not cut inside a character', () => {
    for (const name of ['😀'.repeat(70), `x${'😀'.repeat(70)}`])
      for (const width of [40, 41, 80, 81])
        expect(overfitted({ width, name: `${name}.json`, validation: `val_loss ${name}` })).not.toMatch(
          /\p{Cs}/u,
        )
  })

  it('of an object every JavaScript object has are shown like others', () => {
    const rows = range(8).map(
      (k) => `{"epoch": ${k}, "loss": ${1 - k / 10}, "__proto__": ${k}, "constructor": 1}`,
    )
    expect(screenOf(rows.join('\n'), {})).toContain('loss')
  })
})
