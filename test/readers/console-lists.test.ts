import { describe, expect, it } from 'vitest'
import { readPoints } from './points.js'

const epochs = (line: (k: number) => string) => [1, 2, 3].map((k) => `Epoch ${k}: ${line(k)}\n`).join('')
const train = '1: 1.5, 2: 2.5, 3: 3.5'
const val = '1: 1.25, 2: 2.25, 3: 3.25'

describe('a list of names before a list of their values', () => {
  it.each([
    'Train loss, Val loss: %.5, %.25',
    'train_loss / val_loss = %.5 / %.25',
    'Train, Val loss: %.5, %.25',
    'train & val loss: %.5 & %.25',
    'Train loss | Val loss: %.5 | %.25',
    'train loss, val loss = %.5 %.25',
    'Train/Val Loss: %.5/%.25',
    'Loss train/val: %.5 / %.25',
    'loss (train | val): %.5 | %.25',
    'loss (train/val) %.5/%.25',
    'loss train %.5 val %.25',
    'loss [train: %.5, val: %.25]',
    'loss: train=%.5, val=%.25',
    'loss = %.5 (train), %.25 (val)',
    'loss = %.5 train, %.25 val',
  ])('is split in order: %s', (line) => {
    const { points, curves } = readPoints(epochs((k) => line.replaceAll('%', String(k))))
    expect(Object.values(points)).toEqual([train, val])
    expect(curves().map((curve) => curve.replace(/^.*: /, ''))).toEqual(['train loss', 'validation loss'])
  })

  it('of both of two metrics', () => {
    const { points } = readPoints(epochs((k) => `loss train ${k}.5 val ${k}.25 acc train 0.${k} val 0.${k}5`))
    expect(points).toEqual({
      'train loss': train,
      'val loss': val,
      'train acc': '1: 0.1, 2: 0.2, 3: 0.3',
      'val acc': '1: 0.15, 2: 0.25, 3: 0.35',
    })
  })

  it.each(['Train/Val acc: 4% / 5%', 'Train loss, Val loss: %.5, %.25, %.75', 'Train/Val acc: 40 / 50'])(
    'is left out where it cannot be told whose a value is: %s',
    (line) => {
      const { points } = readPoints(
        epochs((k) => `LR: 0.1 loss: ${k}.5 | ${line.replaceAll('%', String(k))}`),
      )
      expect(points).toEqual({ LR: '1: 0.1, 2: 0.1, 3: 0.1', loss: train })
    },
  )

  it('is none where a value follows each name', () => {
    const { points } = readPoints(epochs((k) => `loss ${k}.5 val ${k}.25 test ${k}.75`))
    expect(points).toMatchObject({ loss: train })
    expect(Object.keys(points)).not.toContain('val loss')
  })
})

describe('a slash between the parts of a line', () => {
  it.each([
    'train loss %.5 / val loss %.25',
    'train: loss %.5 / val: loss %.25',
    'loss (train) %.5 / loss (val) %.25',
  ])('ends a value: %s', (line) => {
    const { points } = readPoints(epochs((k) => line.replaceAll('%', String(k))))
    expect(Object.values(points)).toEqual([train, val])
  })
})

describe('a name glued by a comma to a time', () => {
  it.each(['Time: 3.4s,train_loss: %.5,val_loss: %.25', 'ETA 0:12:33,train_loss %.5,val_loss %.25'])(
    'is one: %s',
    (line) => {
      const { points } = readPoints(epochs((k) => line.replaceAll('%', String(k))))
      expect(points).toEqual({ train_loss: train, val_loss: val })
    },
  )
})

describe('a bare loss behind a value of the validation', () => {
  it.each([
    'val_loss: %.25, loss: %.5',
    'Val Loss: %.25 | Val Acc: 0.5 | Loss: %.5 | Acc: 0.4',
    'Val Loss: %.25, Acc: 0.5 | Loss: %.5, Acc: 0.4',
    'Val Accuracy = 5% | Loss = %.5 | Val Loss = %.25',
  ])('is of the training where the validation has one: %s', (line) => {
    const { points, notes } = readPoints(epochs((k) => line.replaceAll('%', String(k))))
    const told = new Map(Object.entries(points).map(([name, values]) => [name.toLowerCase(), values]))
    expect([told.get('loss'), told.get('val_loss') ?? told.get('val loss')]).toEqual([train, val])
    expect(notes).toEqual([])
  })

  it('and behind a score where no line tells the loss of the training', () => {
    const { points } = readPoints(epochs((k) => `Val Acc: 0.${k} | Loss: ${k}.5`))
    expect(points).toEqual({ 'Val Acc': '1: 0.1, 2: 0.2, 3: 0.3', Loss: train })
    const both = readPoints(epochs((k) => `Train Loss: ${k}.5\nVal Acc: 0.${k} | Loss: ${k}.25`))
    expect(both.points).toMatchObject({ 'Train Loss': train, 'Val Loss': val })
  })

  it('top 1 and top 5 are two things', () => {
    const { points } = readPoints(epochs((k) => `evaluation Acc@1 ${k}.5 Acc@5 ${k}.25`))
    expect(points).toEqual({ 'evaluation Acc@1': train, 'evaluation Acc@5': val })
  })
})

describe('the least and the largest loss of an epoch', () => {
  it('are no loss of it', () => {
    const { points } = readPoints(
      epochs((k) => `mean loss ${k}.5 min loss 0.1 max loss 5.0 val loss ${k}.25`),
    )
    expect(points).toMatchObject({ 'mean loss': train, 'val loss': val })
    expect(points).not.toHaveProperty('loss')
  })

  it('but a time in minutes is one', () => {
    const { points } = readPoints(epochs((k) => `took 5 min loss ${k}.5 val loss ${k}.25`))
    expect(points).toEqual({ loss: train, 'val loss': val })
  })
})
