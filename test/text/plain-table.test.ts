import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readers } from '../../src/readers/list.js'
import { tableReaders } from '../../src/readers/tables.js'
import { isPlainTable } from '../../src/text/plain-table.js'
import { Source } from '../../src/text/source.js'
import { endedBy } from '../../src/text/traceback.js'
import { fixturesIn, sourceOf } from '../fixtures/paths.js'

const firstOf = (source: Source) => readers.find((reader) => reader.recognises(source))
const firstTable = (source: Source) => tableReaders.find((reader) => reader.recognises(source))

/** That the short way to the reader of a plain table takes none from another. */
function expectSameReader(source: Source): void {
  const found = firstTable(source)
  if (found) expect(firstOf(source)?.id).toBe(found.id)
  expect(endedBy(source.text)).toBeUndefined()
}

describe('a plain table', () => {
  it.each([
    ['epoch,loss\n0,1.5\n1,0.7\n', true],
    ['epoch,loss,val loss (mean)\r\n0,1.5,\r\n1,nan,-3e-4\r\n', true],
    ['step\tloss\n1\t.5\n', true],
    ['epoch,loss\n', false],
    ['epoch,loss\n0,"1.5"\n', false],
    ['epoch,loss\n0,[1.5]\n', false],
    ['epoch,loss\n\n0,1.5\n', false],
    ['epoch,loss\n0,1.5\nTraceback (most recent call last):\n', false],
    ["'epoch': ,loss\n0,1\n", false],
    ['1,2\n0,1.5\n', false],
    ['loss\n0.5\n', false],
    [`epoch,loss\n${'0,1.5\n'.repeat(20_000)}`, false],
  ])('%j: %s', (text, plain) => {
    expect(isPlainTable(new Source('log', text))).toBe(plain)
  })

  it('may begin with a column that is called like the end of a process', () => {
    const source = new Source('log', 'Killed\t\n0.5\t\n')
    expect(isPlainTable(source)).toBe(true)
    expectSameReader(source)
  })

  it('is known to readers of tables alone, of all samples', () => {
    const sources = fixturesIn('readers').map((name) => sourceOf(`fixtures/readers/${name}`))
    const plain = sources.filter(isPlainTable)
    expect(plain.length).toBeGreaterThan(5)
    for (const source of plain) expectSameReader(source)
  })

  it('is known to readers of tables alone, whatever its columns are called', () => {
    const words = [
      'epoch',
      'E',
      'Epoch 001',
      'Iter',
      'loss',
      'train_loss',
      'dur',
      'losses',
      'step',
      'timestamp',
    ]
    const name = fc.oneof(
      fc.constantFrom(
        ...words,
        'val_loss',
        'accuracy',
        'iter',
        'Killed',
        'Step 3',
        '  lr',
        'epoch  loss  dur',
      ),
      fc.stringMatching(/^[\w ./()-]{1,9}$/),
    )
    const cell = fc.oneof(
      fc.double({ noDefaultInfinity: true }).map((value) => (Number.isNaN(value) ? 'nan' : String(value))),
      fc.constantFrom('', '1', '-1', '.5', '0.', ' 2'),
    )
    const table = fc
      .tuple(fc.constantFrom(',', ';', '\t'), fc.array(name, { minLength: 2, maxLength: 5 }))
      .chain(([delimiter, names]) =>
        fc
          .array(fc.array(cell, { minLength: names.length, maxLength: names.length }), {
            minLength: 1,
            maxLength: 6,
          })
          .map((rows) => [names, ...rows].map((row) => row.join(delimiter)).join('\n')),
      )
    let plain = 0
    fc.assert(
      fc.property(table, (text) => {
        const source = new Source('log', `${text}\n`)
        if (!isPlainTable(source)) return
        plain++
        expectSameReader(source)
      }),
      { numRuns: 1000 },
    )
    expect(plain).toBeGreaterThan(200)
  })
})
