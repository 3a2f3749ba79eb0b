import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSource } from '../../src/readers/read.js'
import { withoutCollector } from '../../src/text/collector.js'
import { Source } from '../../src/text/source.js'

const LINES = ['[0]\ttrain-rmse:0.90000\tvalid-rmse:1.00000', '[1]\ttrain-rmse:0.70000\tvalid-rmse:0.80000']
const PREFIXES = [
  '[1,mpirank:0,algo-1]<stdout>:',
  '[1,0]<stderr>:',
  '2023-05-01T12:00:00.000Z ',
  '2023-05-01T14:00:00+02:00\t',
  '2023-05-01T12:00:00.123000+00:00 xgb-2023/algo-1-1682942400 ',
  '1682942400123\t',
  '2023-05-01T12:00:00.000Z [1,mpirank:0,algo-1]<stdout>:',
]

describe('what collectors of logs put before each line', () => {
  it.each(PREFIXES)('is taken off: %s', (prefix) => {
    const text = `${LINES.map((line) => prefix + line).join('\n')}\n`
    expect(withoutCollector(text).text).toBe(`${LINES.join('\n')}\n`)
    const { format, reading } = readSource(new Source('log', text))
    expect(format).toBe('xgboost-console')
    expect(reading.phases[0]?.columns.map(({ y }) => y)).toEqual([
      [0.9, 0.7],
      [1, 0.8],
    ])
  })

  it('is taken off where some lines have none', () => {
    const text = [...Array(9).fill('[1,0]<stdout>:loss'), 'Killed'].join('\n')
    expect(withoutCollector(text).text).toBe([...Array(9).fill('loss'), 'Killed'].join('\n'))
  })

  it('tells processes apart, of which that of the lowest rank is read', () => {
    const text = LINES.flatMap((line) =>
      [2, 1].map((rank) => `[1,mpirank:${rank},algo-${rank}]<stdout>:${line}${rank}`),
    )
    const plain = withoutCollector(text.join('\n'))
    expect(plain).toEqual({ text: LINES.map((line) => `${line}1`).join('\n'), processes: 2 })
    expect(new Source('log', text.join('\n')).notes).toEqual([
      { because: 'the output of 2 processes: that of the lowest rank was read' },
    ])
  })

  it.each([
    '2023-05-01T12:00:00Z,0.5\n2023-05-01T12:00:01Z,0.4\n',
    '[1,2]\n[3,4]\n',
    'Epoch 1\nloss 2\n',
    '',
    '1682942400 0.5 1\n',
  ])('is not found in %j', (text) => {
    expect(withoutCollector(text)).toEqual({ text, processes: 1 })
  })

  it('may be put before any lines', () => {
    const line = fc.string({ minLength: 1 }).filter((own) => !/[\r\n]/.test(own) && /^[a-z]/i.test(own))
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom(...PREFIXES), (lines, prefix) => {
        expect(withoutCollector(lines.map((own) => prefix + own).join('\n')).text).toBe(lines.join('\n'))
      }),
      { seed: 61 },
    )
  })
})
