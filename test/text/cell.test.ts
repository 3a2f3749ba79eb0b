import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasDecimalComma, isPercent, readCell } from '../../src/text/cell.js'

const NAN = Number.NaN

describe('readCell', () => {
  it.each([
    ['0', 0],
    ['12', 12],
    ['-3.5', -3.5],
    ['+0.25', 0.25],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['5.', 5],
    ['1e-05', 1e-5],
    ['1.5E+3', 1500],
    ['1.5D-03', 0.0015],
    ['2d2', 200],
    ['0.6625000238418579', 0.6625000238418579],
    ['  0.41 ', 0.41],
    ['\t7\u00a0', 7],
    ['1e400', Infinity],
  ])('reads the number %j', (raw, value) => {
    expect(readCell(raw)).toBe(value)
  })

  it.each([
    ['1_234', 1234],
    ['1,234', 1234],
    ['1 234', 1234],
    ["1'234", 1234],
    ['12\u00a0345', 12345],
    ['12\u202f345', 12345],
    ['1,234,567.5', 1234567.5],
    ['1.234', 1.234],
  ])('reads the thousands of %j', (raw, value) => {
    expect(readCell(raw)).toBe(value)
  })

  it.each(['0,531', '-0,600', '00,123'])('does not take the comma of %j for a mark of thousands', (raw) => {
    const cell = readCell(raw)
    expect(typeof cell === 'number' && Math.abs(cell) > 1).toBe(false)
  })

  it.each([
    ['0,53', 0.53],
    ['-0,5', -0.5],
    ['1,5e-3', 0.0015],
    ['85,2%', 85.2],
    ['1,234', 1.234],
    ['0.53', 0.53],
    ['12', 12],
    ['1.234,5', 1234.5],
  ])('reads %j where the comma is the decimal mark', (raw, value) => {
    expect(readCell(raw, true)).toBe(value)
  })

  it('takes a comma between digits for text where it can be neither', () => {
    expect(readCell('12,34')).toBeUndefined()
  })

  it.each([
    ['85.2%', 85.2],
    ['85.2 %', 85.2],
    ['0%', 0],
    ['nan%', NAN],
    ['inf%', Infinity],
  ])('reads the percentage %j', (raw, value) => {
    expect(readCell(raw)).toBe(value)
    expect(isPercent(raw)).toBe(true)
  })

  it.each(['nan', 'NaN', 'NAN', '-nan', '+nan', 'nan(ind)', '-nan(ind)', '-1.#IND', '1.#QNAN', ' NaN '])(
    'reads %j as NaN, which is a value',
    (raw) => {
      expect(readCell(raw)).toBeNaN()
    },
  )

  it.each([
    ['inf', Infinity],
    ['+inf', Infinity],
    ['Inf', Infinity],
    ['Infinity', Infinity],
    ['1.#INF', Infinity],
    ['∞', Infinity],
    ['-inf', -Infinity],
    ['-Infinity', -Infinity],
    ['-1.#INF', -Infinity],
    ['-∞', -Infinity],
  ])('reads %j as infinite', (raw, value) => {
    expect(readCell(raw)).toBe(value)
  })

  it.each([
    '',
    '   ',
    'NA',
    'na',
    'N/A',
    '#na#',
    '_',
    '#N/A',
    'None',
    'null',
    '-',
    '--',
    'No log',
    '?',
    'Unknown',
    'False',
  ])('takes %j for missing, which is not NaN', (raw) => {
    expect(readCell(raw)).toBeNull()
  })

  it.each([
    ['[0.5]', 0.5],
    ['(0.5,)', 0.5],
    ['[[0.5]]', 0.5],
    ['"[0.5]"', 0.5],
    ['tensor(0.5)', 0.5],
    ["tensor(0.5, device='cuda:0')", 0.5],
    ['tensor(0.5000, grad_fn=<NllLossBackward0>)', 0.5],
    ["tensor(0.25, device='cuda:0', grad_fn=<MeanBackward0>)", 0.25],
    ['tensor([0.5])', 0.5],
    ['np.float64(0.5)', 0.5],
    ['array(0.5, dtype=float32)', 0.5],
    ['Array(-1.5e-3, dtype=float32, weak_type=True)', -0.0015],
    ['tensor(nan)', NAN],
    ['tensor(nan, grad_fn=<DivBackward0>)', NAN],
    ['np.float32(-inf)', -Infinity],
    ['[None]', null],
  ])('unwraps %j', (raw, value) => {
    expect(readCell(raw)).toBe(value)
  })

  it.each(['[0.1, 0.2]', '"[0.1, 0.2]"', '(0.1, 0.2)', 'tensor([0.1, 0.2])', '[]', '()'])(
    'takes the vector %j for no number',
    (raw) => {
      expect(readCell(raw)).toBeUndefined()
    },
  )

  it.each([
    ['0.50 (0.48)', 0.48],
    ['85.2% (84.1%)', 84.1],
    ['nan (0.7)', 0.7],
  ])('reads the mean in the brackets of the meter %j', (raw, value) => {
    expect(readCell(raw)).toBe(value)
  })

  it.each(['0.5 ± 0.1', '0.5±0.1', '0.5 +/- 0.1', '0.5+0.1', '0.5+0.1e-2'])(
    'reads the mean before the spread of %j',
    (raw) => {
      expect(readCell(raw)).toBe(0.5)
    },
  )

  it.each([
    '01:23',
    '1:02:03',
    '0.5s',
    '12ms',
    '1.2G',
    '3k',
    '2026-01-02',
    '2.1.0+cu118',
    '1/50',
    '0x10',
    '1e',
    '5e',
  ])('takes %j for text, not for its first digits', (raw) => {
    expect(readCell(raw)).toBeUndefined()
  })

  it.each(['train', 'True', 'ok (best)', 'e', 'infinite', 'nano', '#', 'tensor()'])(
    'takes %j for text',
    (raw) => {
      expect(readCell(raw)).toBeUndefined()
    },
  )

  it('reads every double back from its own spelling', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(readCell(String(value))).toBe(value === 0 ? 0 : value)
      }),
      { seed: 11, numRuns: 500 },
    )
  })

  it('reads every double with a decimal comma where that is the mark', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(readCell(String(value).replace('.', ','), true)).toBe(value === 0 ? 0 : value)
      }),
      { seed: 12, numRuns: 300 },
    )
  })

  it('answers for any text whatever', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (codes, comma) => {
        const raw = String.fromCharCode(...codes)
        expect(['number', 'object', 'undefined']).toContain(typeof readCell(raw, comma))
      }),
      { seed: 13, numRuns: 500 },
    )
  })
})

describe('hasDecimalComma', () => {
  it.each([
    ['0,53', true],
    [' 85,2 % ', true],
    ['-1,5e-3', true],
    ['0.53', false],
    ['1,234,567', false],
    ['12', false],
    [',', false],
  ])('tells it of %j: %s', (raw, expected) => {
    expect(hasDecimalComma(raw)).toBe(expected)
  })
})

describe('isPercent', () => {
  it.each([
    ['85%', true],
    ['85 % ', true],
    ['%', true],
    ['85', false],
    ['85% of 10', false],
  ])('tells it of %j: %s', (raw, expected) => {
    expect(isPercent(raw)).toBe(expected)
  })
})
