import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'
import { withoutTornNumber } from '../../src/text/torn.js'

describe('a number torn at the end of a log', () => {
  it.each([
    ['epoch,loss,val_loss\n1,0.5,0.6\n2,0.4,0.', '0.'],
    ['loss: 0.6931 - val_loss: 0.', '0.'],
    ['loss: 0.6931 - val_loss: 0.\n', undefined],
    ['loss: 0.6931 - val_loss: 0.5', undefined],
    ['epoch,loss\n1,0.5\n2,0', undefined],
    ['Restoring model weights from the end of the best epoch: 3.', undefined],
    ['reducing learning rate to 0.0005.', undefined],
    ['{"loss": [0.5, 0.', undefined],
    ['', undefined],
  ])('%j: %s', (text, torn) => {
    const result = withoutTornNumber(text)
    expect(result.torn).toBe(torn)
    expect(result.text).toBe(torn === undefined ? text : text.slice(0, -torn.length))
  })

  it('is left out and told of, and the rest of its row kept', () => {
    const rows = Array.from({ length: 9 }, (_, k) => `${k},${1 / (k + 1)},${1 / (k + 1) + 0.1}`)
    const [report] = diagnose(`epoch,loss,val_loss\n${rows.join('\n')}\n9,0.1,0.`)
    expect(report?.run.curves.trainLoss?.y.length).toBe(10)
    expect(report?.run.curves.validationLoss?.y.length).toBe(9)
    expect(report?.run.notes.map(({ because }) => because)).toContain(
      'the log ends in the middle of a number (0.): left out',
    )
  })
})

describe('a number torn behind its point', () => {
  const above = (line: (k: number) => string) => Array.from({ length: 4 }, (_, k) => `${line(k)}\n`).join('')

  it.each([
    [
      'an exponent',
      (k: number) => `9/9 - 1s - loss: ${k}.1000e-04 - val_loss: ${k}.1000e-05`,
      ' - val_loss: 8.7700',
      '8.7700',
    ],
    ['a digit of an exponent', (k: number) => `val_loss: ${k}.1000e-05`, 'val_loss: 8.7700e-0', '8.7700e-0'],
    ['the sign of an exponent', (k: number) => `val_loss: ${k}.1000e-05`, 'val_loss: 8.7700e-', '8.7700e-'],
    ['an exponent that is the first of its kind', (k: number) => `lr: 0.00${9 - k}0`, 'lr: 5.0000', '5.0000'],
    [
      'decimals',
      (k: number) => `[${k}]\ttrain-rmse:${k}.5000\teval-rmse:${k}.1760`,
      '[14]\ttrain-rmse:1.8800\teval-rmse:4',
      '4',
    ],
    ['decimals in a table', (k: number) => `  ${k}   0.5${k}   0.61`, '  5   0.48   0.5', '0.5'],
    ['a colour and decimals', (k: number) => `Loss \u001b[3m0.57${k}\u001b[0m`, 'Loss \u001b[3m0.5', '0.5'],
    ['a percent sign', (k: number) => `acc: 8${k}.25%`, 'acc: 85.25', '85.25'],
    ['its mean', (k: number) => `Loss ${k}.5000 (${k}.4000)`, 'Loss 1.5000 (1.40', '1.5000 (1.40'],
    ['its whole', (k: number) => `Accuracy: 70${k}/1000 (70%)`, 'Accuracy: 707/10', '707/10'],
    ['digits', (k: number) => `correct: 10${k}`, 'correct: 10', '10'],
  ])('that lacks %s is left out', (_, line, last, torn) => {
    expect(withoutTornNumber(above(line) + last)).toEqual({
      text: above(line) + last.slice(0, -torn.length),
      torn,
    })
  })

  it.each([
    ['as many decimals', (k: number) => `val_loss: 0.5${k}`, 'val_loss: 0.47'],
    ['digits enough', (k: number) => `val_loss: 0.${k}23456789012`, 'val_loss: 0.1234567'],
    ['another name', (k: number) => `val_loss: 0.5${k}`, 'seconds: 0.5'],
    ['a comma before it', (k: number) => `${k},0.5${k}`, '5,0.5'],
    ['a line break behind it', (k: number) => `val_loss: 0.5${k}`, 'val_loss: 0.5\n'],
  ])('is none with %s', (_, line, last) => {
    expect(withoutTornNumber(above(line) + last).torn).toBeUndefined()
  })

  it('costs a console no more than that value, and is told of', () => {
    const text = above((k) => `Epoch ${k}: loss: 0.5${k} val_loss: 0.6${k} val_acc: 8${k}.25%`)
    const [report] = diagnose(`${text}Epoch 4: loss: 0.44 val_loss: 0.6`)
    expect(report?.run.curves.trainLoss?.y.at(-1)).toBe(0.44)
    expect(report?.run.curves.validationLoss?.y.length).toBe(4)
    expect(report?.run.notes.map(({ because }) => because)).toContain(
      'the log ends in the middle of a number (0.6): left out',
    )
  })
})
