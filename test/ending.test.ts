import { describe, expect, it } from 'vitest'
import { describeBest, describeCorners, describeRelations } from '../src/ending.js'
import { diagnose } from '../src/index.js'

const EPOCHS = Array.from({ length: 12 }, (_, k) => k + 1)

function reportOn(columns: string, row: (epoch: number) => readonly number[]) {
  const log = `epoch,${columns}\n${EPOCHS.map((epoch) => [epoch, ...row(epoch)].join()).join('\n')}\n`
  const [report] = diagnose(log, { facts: { classes: 10 } })
  if (!report) throw new Error('no report')
  return report
}

describe('the best epoch, in words', () => {
  const bestOf = (loss: (epoch: number) => number) =>
    describeBest(reportOn('val_loss', (epoch) => [loss(epoch)]))

  it('tells what the end costs', () => {
    expect(bestOf((epoch) => 1 + (epoch - 8) ** 2 / 100)).toBe(
      'epoch 8 by val_loss (1.000), 4 epochs before the end (1.160: +16%)',
    )
  })

  it('says so where the end is as good', () => {
    expect(bestOf((epoch) => 1 + (epoch - 8) ** 2 / 1e7)).toBe(
      'epoch 8 by val_loss (1.000), 4 epochs before the end (1.000 too)',
    )
  })

  it('tells the lowest from it where one sees a difference', () => {
    const report = reportOn('val_loss', (epoch) => [3 / epoch])
    const at = (value: number) =>
      describeBest({
        ...report,
        best: { at: 12, by: 'val_loss', value: 0.25, end: 0.25, epochsAfter: 0, lowest: { at: 9, value } },
      })
    expect(at(0.24)).toBe(
      'epoch 12 by val_loss (0.250), the last; the lowest, 0.240 at epoch 9, may be chance',
    )
    expect(at(0.24999)).toBe('epoch 12 by val_loss (0.250), the last; as low at epoch 9')
  })
})

describe('how a run ended, in words', () => {
  it('names errors and their size with values and limits for each split', () => {
    const report = reportOn('loss,accuracy,val_loss,val_accuracy', (epoch) => [
      ...[2.4 / epoch, 1 - 0.9 / epoch],
      ...[2.4 - epoch / 20, 0.1 + epoch / 100],
    ])
    expect(describeCorners(report)).toBe(
      'training with few errors, small ones (accuracy 0.925 > 0.550, loss 0.200 < 1.151); ' +
        'validation with many errors, large ones (val_accuracy 0.220 < 0.550, val_loss 1.800 > 1.151); ' +
        'limits halfway to chance (1/10)',
    )
    expect(describeRelations(report)).toBe(
      'loss and accuracy together in training (tau -1.00), together in validation (tau -1.00)',
    )
  })

  it('tells where the relation changed', () => {
    const report = reportOn('val_loss,val_accuracy', (epoch) => [1 + (epoch - 7) ** 2 / 10, 1 - 0.8 / epoch])
    expect(describeRelations(report)).toMatch(/in validation \(tau -?0\.\d\d; since epoch 7 apart, 1\.00\)$/)
  })

  it('says when the accuracy never moved', () => {
    const report = reportOn('loss,accuracy', (epoch) => [2 / epoch, 0.93])
    expect(describeRelations(report)).toBe('loss and accuracy apart in training (accuracy stood still)')
  })

  it('calls the best the last of all only where nothing was logged after it', () => {
    const every = reportOn('loss,val_loss', (epoch) => [2 / epoch, 2.4 / epoch])
    expect(describeBest(every)).toBe('epoch 12 by val_loss (0.200), the last')
    const rows = EPOCHS.map((epoch) => `${epoch},${2 / epoch},${epoch % 5 ? '' : 2.4 / epoch}`)
    const [some] = diagnose(`epoch,loss,val_loss\n${rows.join('\n')}\n`)
    expect(some && describeBest(some)).toBe('epoch 10 by val_loss (0.240), the last with val_loss')
  })

  it('has accuracies in the unit of the log', () => {
    const report = reportOn('loss,accuracy', (epoch) => [2.4 / epoch, 100 - 90 / epoch])
    expect(describeCorners(report)).toContain('(accuracy 92.5 > 55.0, loss 0.200 < 1.151)')
  })

  it('is nothing without accuracy', () => {
    const report = reportOn('loss', (epoch) => [2 / epoch])
    expect([describeCorners(report), describeRelations(report)]).toEqual([undefined, undefined])
  })
})
