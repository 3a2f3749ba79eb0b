import { describe, expect, it } from 'vitest'
import { lightgbmConsole } from '../../src/readers/lightgbm-console.js'
import { buildRun } from '../../src/run/build.js'
import { readShort, recognises } from './short.js'

const ROWS =
  "[10]\ttraining's binary_logloss: 0.6\ttraining's auc: 0.9\tvalid_1's binary_logloss: 0.61\n[20]\ttraining's binary_logloss: 0.5\ttraining's auc: 0.95\tvalid_1's binary_logloss: 6.1e-05\n"

describe('lightgbm-console', () => {
  it('reads rounds from 1, as often as they are printed', () => {
    const { format, axis, runs, notes } = readShort(ROWS)
    expect({ format, axis, notes }).toEqual({ format: 'lightgbm-console', axis: 'step', notes: [] })
    expect(runs).toEqual([
      {
        "training's binary_logloss": '10: 0.6, 20: 0.5',
        "training's auc": '10: 0.9, 20: 0.95',
        "valid_1's binary_logloss": '10: 0.61, 20: 0.000061',
      },
    ])
  })

  it('gives names that tell split and quantity', () => {
    const { format, phases, ...reading } = readShort(ROWS)
    const { curves } = buildRun(
      { name: 'log', title: 'log' },
      format,
      { ...reading, phases },
      phases[0] ?? { columns: [] },
    )
    expect(curves.trainLoss?.name).toBe("training's binary_logloss")
    expect(curves.validationLoss).toMatchObject({ name: "valid_1's binary_logloss", quantity: 'logloss' })
  })

  it('reads the means of cross validation, in the words of old and new versions', () => {
    const text = "[1]\tcv_agg's l2: 0.5 + 0.02\n[2]\tcv_agg's l2: 0.4 + 0.02\n"
    expect(readShort(text).runs).toEqual([{ "cv_agg's l2": '1: 0.5, 2: 0.4' }])
    expect(readShort(text.replaceAll('cv_agg', 'valid')).runs).toEqual([{ "valid's l2": '1: 0.5, 2: 0.4' }])
  })

  it('reads what the command line prints, a line for each metric', () => {
    const line = (k: number, set: string, value: number) =>
      `[LightGBM] [Info] Iteration:${k}, ${set} l2 : ${value}\n`
    const text = [1, 2].map((k) => line(k, 'training', 1 / k) + line(k, 'valid_1', 2 / k)).join('')
    expect(readShort(text).runs).toEqual([{ 'training l2': '1: 1, 2: 0.5', 'valid_1 l2': '1: 2, 2: 1' }])
  })

  it.each(['Early stopping, best iteration is:', 'Did not meet early stopping. Best iteration is:'])(
    'does not take the best round for a restart: %s',
    (words) => {
      const { runs, notes } = readShort(
        `${ROWS}${words}\n${ROWS.split('\n')[0]}\nEvaluated only: binary_logloss\n`,
      )
      expect(runs).toEqual(readShort(ROWS).runs)
      expect(notes).toEqual([{ line: 3, because: `${words} 10` }])
    },
  )

  it.each([
    ['warnings', '[LightGBM] [Warning] No further splits with positive gain, best gain: -inf\n'],
    ['prose', "The model's loss: 0.5\n[1] Anna's talk: 3 pm\n"],
    ['rounds of XGBoost', '[0]\ttrain-l2:0.6\n'],
  ])('does not recognise %s', (_, text) => {
    expect(recognises(lightgbmConsole, text)).toBe(false)
  })
})
