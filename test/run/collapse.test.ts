import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'

const EPOCHS = Array.from({ length: 60 }, (_, k) => k)

/** Validation turns at epoch 5; training falls to epoch 57 and from there on goes as told. */
function overfittingOf(
  end: (epoch: number) => readonly [number, number],
  validation = (k: number) => 0.2 + 0.01 * k,
) {
  const rows = EPOCHS.map((k) => {
    const loss = k < 58 ? 0.5 * Math.exp(-k / 10) + 0.005 : end(k)[0]
    const valLoss = k < 5 ? 0.5 - 0.05 * k : k < 58 ? validation(k) : end(k)[1]
    return [k, loss, valLoss].join()
  })
  const [report] = diagnose(`epoch,loss,val_loss\n${rows.join('\n')}\n`)
  return report?.findings.find(({ id }) => id === 'overfitting')
}

describe('a training that falls apart at its end', () => {
  it('has overfitted before all the same', () => {
    const finding = overfittingOf(() => [0.8, 0.6])
    expect(finding?.severity).toBe('error')
    expect(finding?.claim).toMatch(/best was epoch [456]; after epoch 5[67] training fell apart$/)
    expect(finding?.to).toBeLessThan(58)
  })

  it('has not where validation came back below the limit', () => {
    expect(overfittingOf(() => [0.8, 0.25])).toBeUndefined()
  })

  it('has not where nothing had risen before', () => {
    expect(
      overfittingOf(
        () => [0.8, 0.6],
        () => 0.25,
      ),
    ).toBeUndefined()
  })

  it('is not seen in a training that goes on', () => {
    expect(overfittingOf((k) => [0.5 * Math.exp(-k / 10) + 0.005, 0.2 + 0.01 * k])?.claim).not.toMatch(
      /apart/,
    )
  })
})
