import { describe, expect, it } from 'vitest'
import { hfConsole } from '../../src/readers/hf-console.js'
import { Source } from '../../src/text/source.js'
import { readPoints } from './points.js'

const recognises = (text: string) => hfConsole.recognises(new Source('log', text))
const V4 = [
  "{'loss': 1.5, 'grad_norm': 2.0, 'learning_rate': 1e-05, 'epoch': 0.5}",
  "{'eval_loss': 1.25, 'eval_runtime': 0.1, 'epoch': 1.0}",
]
const V5 = [
  "{'loss': '1.5', 'grad_norm': '2', 'learning_rate': '1e-05', 'epoch': '0.5'}",
  "{'eval_loss': '1.25', 'eval_runtime': '0.1', 'epoch': '1'}",
]
const END = "{'train_runtime': 9.5, 'train_loss': 1.4, 'epoch': 1.0}"

describe('hf-console', () => {
  it.each([
    ['numbers', V4.join('\n')],
    ['strings', V5.join('\n')],
    ['a line of a logger', `2024-01-01 10:00:00 INFO trainer: ${V4[0]}`],
    ['a bar before it', `\r 8%|▊   | 10/120 [00:00<00:01, 67.74it/s]\r     \r${V5[1]}`],
  ])('recognises %s', (_, text) => {
    expect(recognises(text)).toBe(true)
  })

  it.each([
    ['dictionaries of other things', "{'lr': 0.1, 'epoch': 1}"],
    ['a history in the words of Python', "{'loss': [1, 2], 'epoch': [1, 2]}"],
    ['a notebook', JSON.stringify({ cells: [{ outputs: [V4.join('\n')] }] })],
  ])('leaves %s to others', (_, text) => {
    expect(recognises(text)).toBe(false)
  })

  it.each([
    ['4', V4],
    ['5', V5],
  ])('reads version %s by its epochs, which are fractions', (_, lines) => {
    const { axis, points, curves, notes } = readPoints([...lines, END].join('\n'))
    expect(axis).toBe('epoch')
    expect(points).toMatchObject({ loss: '0.5: 1.5', learning_rate: '0.5: 0.00001', eval_loss: '1: 1.25' })
    expect(Object.keys(points)).not.toContain('train_loss')
    expect(curves()).toEqual(['loss: train loss', 'eval_loss: validation loss'])
    expect(notes).toEqual([])
  })

  it('reads what Python prints for numbers of PyTorch, for NaN and for None', () => {
    const { points } = readPoints(
      "{'loss': tensor(0.5, device='cuda:0'), 'grad_norm': None, 'epoch': 1.0}\n{'loss': nan, 'grad_norm': inf, 'epoch': 2.0}",
    )
    expect(points).toEqual({ loss: '1: 0.5, 2: NaN', grad_norm: '2: Infinity' })
  })

  it('reads the 0 that stands for a NaN as NaN', () => {
    expect(
      readPoints(
        "{'loss': '0', 'grad_norm': '1', 'epoch': '1'}\n{'loss': '0', 'grad_norm': 'nan', 'epoch': '2'}",
      ).points.loss,
    ).toBe('1: 0, 2: NaN')
  })

  it('takes what follows a summary for another run', () => {
    const { runs, points } = readPoints([...V4, END, "{'loss': 0.75, 'epoch': 0.75}", END].join('\n'))
    expect(runs).toBe(2)
    expect(points).toEqual({ loss: '0.75: 0.75' })
  })

  it('leaves out an evaluation after the end of training', () => {
    const { runs, points } = readPoints([...V4, END, "{'eval_loss': 0.5, 'epoch': 1.0}"].join('\n'))
    expect(runs).toBe(1)
    expect(points.eval_loss).toBe('1: 1.25')
  })

  it('survives metrics named like properties of objects', () => {
    expect(readPoints(`${V4[1]}\n{'loss': 1.0, '__proto__': 2.0, 'epoch': 2.0}`).points.loss).toBe('2: 1')
  })
})
