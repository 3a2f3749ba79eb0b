import { describe, expect, it } from 'vitest'
import { readSource } from '../../src/readers/read.js'
import { Source } from '../../src/text/source.js'

const ROWS = [
  'epoch,loss,val_loss',
  '1,1.1000,1.2500',
  '2,0.6000,0.7000',
  '3,0.4333,0.5167',
  '4,0.3500,0.4250',
]

function read(text: string) {
  const { phases, notes } = readSource(new Source('log', text)).reading
  const loss = phases[0]?.columns.find(({ name }) => name === 'val_loss')
  return { y: loss?.y, last: notes.find(({ because }) => /last row is left out/.test(because)) }
}

describe('a last row without a line break', () => {
  it.each(['0.3', '0.37', '0.370', '0'])('is left out where its last number may be torn: %s', (torn) => {
    const { y, last } = read([...ROWS, `5,0.3000,${torn}`].join('\n'))
    expect(y).toEqual([1.25, 0.7, 0.5167, 0.425])
    expect(last?.line).toBe(6)
    expect(last?.because).toContain(`(${torn} has fewer digits than all above it)`)
  })

  it('is left out where its exponent may be torn', () => {
    const rows = [
      'epoch,val_loss,loss',
      ...[1, 2, 3].map((epoch) => `${epoch},0.5,${epoch}.25e-05`),
      '4,0.5,4.25e-0',
    ]
    expect(read(rows.join('\n'))).toMatchObject({ y: [0.5, 0.5, 0.5], last: { line: 5 } })
  })

  it('is left out below few numbers where it lacks many digits', () => {
    const rows = ['epoch,loss,val_loss', '1,0.5,0.2849609', '2,0.4,0.2']
    expect(read(rows.join('\n'))).toMatchObject({ y: [0.2849609], last: { line: 3 } })
  })

  it.each([
    ['has as many digits as the others', [...ROWS, '5,0.3000,0.3700'].join('\n'), 5],
    ['ends in a line break after all', [...ROWS, '5,0.3000,0.3', ''].join('\n'), 5],
    ['has few rows above it', 'epoch,loss,val_loss\n1,0.5,0.25\n2,0.5,0.22\n3,0.4,0.2', 3],
    ['stands below numbers of any length', 'epoch,loss,val_loss\n1,1,1\n2,0.5,0.25\n3,0.5,0.2\n4,0.3,0.3', 4],
    ['is followed by a header', [...ROWS, ROWS[0]].join('\n'), 4],
  ])('is kept where it %s', (_, text, length) => {
    expect(read(text)).toMatchObject({ y: { length } })
    expect(read(text).last).toBeUndefined()
  })
})
