import { describe, expect, it } from 'vitest'
import { readers } from '../../src/readers/list.js'
import { nearestFormats } from '../../src/text/nearest-formats.js'
import { Source } from '../../src/text/source.js'

const nearest = (text: string) => nearestFormats(new Source('x', text), readers)

describe('the nearest formats', () => {
  it.each([
    ['a list of packages', 'torch==2.1.0\nnumpy==1.26\n# epoch loss\n', []],
    ['a header with names misspelt', 'epoch,train_los,valid_los,acuracy,time\n1,2,3,4,5\n', ['fastai-csv']],
    ['lines with the words of its writer', 'EPOCH 1 done: los 0.49 - loss done\n', ['flair']],
    ['lines with words that many have', 'epoch of a loss\n', []],
    [
      'objects, of whatever else',
      '{"current_steps": 5, "total_steps": 100, "epoch": 0.05}\n',
      ['llama-factory'],
    ],
  ])('of %s', (_, text, expected) => {
    expect(nearest(text).slice(0, 1)).toEqual(expected)
  })

  it('are of the shape of the log: no objects for a table, no table for lines', () => {
    const ids = nearest('epoch;train_loss;val_loss;\n1;2;\n')
    expect(ids.length).toBeGreaterThan(0)
    for (const id of ids) expect(id).toMatch(/csv$/)
  })
})
