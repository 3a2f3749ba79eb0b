import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutPrefix } from '../../src/text/console.js'
import { numbersIn, sampleOf, shapeOf } from '../../src/text/plain-numbers.js'
import { Shapes } from '../../src/text/print-shapes.js'
import { readPrint } from '../../src/text/prints.js'

const FOLDER = fileURLToPath(new URL('../../fixtures/readers/', import.meta.url))

/** A print with its cells spread out. */
function spelt(print: ReturnType<typeof readPrint>) {
  return print && { ...print, cells: [...print.cells], lasts: [...(print.lasts ?? [])] }
}

describe('Shapes', () => {
  it.each(readdirSync(FOLDER).filter((name) => /\.(?:txt|log|jsonl|csv)$/.test(name)))(
    'reads each line of %s as it is read by itself',
    (name) => {
      const lines = readFileSync(join(FOLDER, name), 'utf8').split(/[\r\n]+/)
      const shapes = new Shapes()
      for (const line of lines.map(withoutPrefix))
        expect(spelt(shapes.read(line))).toEqual(spelt(readPrint(line)))
    },
  )

  it('reads lines that differ in nothing but their numbers as each is read by itself', () => {
    const number = fc.oneof(
      fc.integer({ min: -20, max: 2_000_000_000 }).map(String),
      fc.double({ min: -5, max: 100, noNaN: true }).map((value) => value.toFixed(4)),
      fc.double({ min: 1e-9, max: 9, noNaN: true }).map((value) => value.toExponential(2)),
      fc.constantFrom('0', '+0.5', '1,234', '3/20', '30/20', '12:34:56', 'nan', '5.', '.5', '1e5'),
    )
    const piece = fc.constantFrom(
      ...[
        'Epoch ',
        'epoch: ',
        '[',
        '/',
        '/20] ',
        ']',
        ' loss: ',
        ' - val_loss ',
        ' Acc@1 ',
        ' (',
        ') ',
        '% ',
        ', ',
      ],
      ...[
        ' lr=',
        ' Train: ',
        ' Val Loss ',
        ' ppl ',
        ' best ',
        ' -> ',
        's ',
        ' | ',
        ' f1 ',
        ' step ',
        ' it/s',
        ' x',
        '*',
      ],
    )
    const template = fc.array(piece, { minLength: 2, maxLength: 8 })
    fc.assert(
      fc.property(
        template,
        fc.array(fc.array(number, { minLength: 8, maxLength: 8 }), { minLength: 8, maxLength: 8 }),
        (pieces, rows) => {
          const shapes = new Shapes()
          for (const numbers of rows) {
            const line = pieces.map((text, k) => text + (numbers[k] ?? '')).join('')
            expect(spelt(shapes.read(line))).toEqual(spelt(readPrint(line)))
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('takes lines with other words, other kinds of numbers or a part beyond its whole for others', () => {
    const shape = shapeOf('Epoch 3/20 loss: 0.41')
    expect(shape).toBe(shapeOf('Epoch 17/20 loss: 12.5'))
    for (const other of [
      'Epoch 3/20 loss: 1',
      'Epoch 3/30 loss: 0.41',
      'Epoch 30/20 loss: 0.41',
      'Epoch 3/20 loss: -0.41',
      'Epoch 3/20 loss: 4e-1',
      'Step 3/20 loss: 0.41',
    ])
      expect(shapeOf(other)).not.toBe(shape)
    expect(shapeOf('loss 1,234')).toBeUndefined()
    expect(shapeOf('time 1700000000 loss 0.5')).toBeUndefined()
  })

  it('has a sample of each line whose numbers are all different', () => {
    const line = 'Epoch 3 lr 0.1 loss 0.5 (0.5) f1 0.5 3'
    const sample = sampleOf(line)
    expect(shapeOf(sample)).toBe(shapeOf(line))
    expect(new Set(numbersIn(sample)).size).toBe(numbersIn(line).length)
  })

  it('keeps cells that a slice of their line is enough for', () => {
    const shapes = new Shapes()
    const prints = Array.from({ length: 8 }, (_, k) => shapes.read(`Epoch ${k}: loss ${k}.5 acc ${k}0.25%`))
    expect(prints[7]?.epoch).toBe(7)
    expect([...(prints[7]?.cells ?? [])]).toEqual([
      ['loss', '7.5'],
      ['acc', '70.25%'],
    ])
  })
})
