import { describe, expect, it } from 'vitest'
import { fairseq } from '../../src/readers/fairseq.js'
import { Source } from '../../src/text/source.js'
import { readPoints } from './points.js'

const TIME = '2020-01-01 00:00:00 | INFO'
const text = (epoch: number, train: number, valid: number) => [
  `${TIME} | train_inner | epoch 00${epoch}:      4 / 10 loss=9.1, ppl=540, num_updates=${epoch * 10 - 6}`,
  `${TIME} | valid | epoch 00${epoch} | valid on 'valid' subset | loss ${valid} | nll_loss ${valid} | ppl 3.08 | num_updates ${epoch * 10}`,
  `${TIME} | train | epoch 00${epoch} | loss ${train} | nll_loss ${train} | ppl 2.83 | wps 0 | num_updates ${epoch * 10} | lr 0.1`,
]
const json = (epoch: number, train: string, valid: string) => [
  `${TIME} | train_inner | {"epoch": ${epoch}, "update": 0.4, "loss": "9.1", "num_updates": "4"}`,
  `${TIME} | valid | {"epoch": ${epoch}, "valid_loss": "${valid}", "valid_num_updates": "${epoch * 10}"}`,
  `${TIME} | train | {"epoch": ${epoch}, "train_loss": "${train}", "train_num_updates": "${epoch * 10}"}`,
]

describe('fairseq', () => {
  it.each([
    ['text', text(1, 2, 3).join('\n')],
    ['JSON', json(1, '2', '3').join('\n')],
    ['the text of old versions', '| epoch 001 | loss 8.1 | nll_loss 7.9 | ppl 240.1 | num_updates 500'],
  ])('recognises %s', (_, log) => {
    expect(fairseq.recognises(new Source('log', log))).toBe(true)
  })

  it.each([
    ['prints of other loops', 'Epoch 001 | train_loss=0.41 | val_loss=0.47\n'],
    [
      'rows without updates',
      'epoch 001 | loss 0.41 | valid_loss 0.47\nepoch 002 | loss 0.4 | valid_loss 0.4\n',
    ],
  ])('leaves %s to others', (_, log) => {
    expect(fairseq.recognises(new Source('log', log))).toBe(false)
  })

  it('reads the summaries of text, not what is logged within an epoch', () => {
    const { axis, points, curves } = readPoints([...text(1, 2, 3), ...text(2, 1.5, 2.5)].join('\n'))
    expect(axis).toBe('epoch')
    expect(points).toMatchObject({ loss: '1: 2, 2: 1.5', valid_loss: '1: 3, 2: 2.5' })
    expect(curves()).toEqual(['loss: train loss', 'valid_loss: validation loss'])
  })

  it('reads JSON, whose numbers are strings', () => {
    const { points, curves } = readPoints([...json(1, '2', '3'), ...json(2, 'nan', '2.5')].join('\n'))
    expect(points).toMatchObject({ train_loss: '1: 2, 2: NaN', valid_loss: '1: 3, 2: 2.5' })
    expect(Object.keys(points)).not.toContain('loss')
    expect(curves()).toEqual(['train_loss: train loss', 'valid_loss: validation loss'])
  })

  it('numbers by updates where an epoch is validated several times', () => {
    const [, valid = ''] = text(1, 2, 3)
    const { axis, points } = readPoints(
      [valid.replace('num_updates 10', 'num_updates 5'), ...text(1, 2, 2.5), ...text(2, 1.5, 2)].join('\n'),
    )
    expect(axis).toBe('step')
    expect(points).toMatchObject({ loss: '10: 2, 20: 1.5', valid_loss: '5: 3, 10: 2.5, 20: 2' })
  })
})
