import { describe, expect, it } from 'vitest'
import { diagnose } from '../src/diagnose.js'
import { UserError } from '../src/errors.js'
import { Source } from '../src/text/source.js'

const LONG = 2 ** 20
/** In ms: what is quadratic takes minutes for a MiB, what is linear well below a second. */
const LONGEST = 8000
const PIECES = [
  ...['[', '{"a":', '{"loss":[', '"', "'", '(', '((a', 'tensor(', 'np.float64('],
  ...['a,', 'epoch,', '|', '|-', ';', '\t', '"a",', '""'],
  ...[
    '\u001b[',
    '\u001b]0;',
    '←[',
    '[1;',
    '\r',
    '\b',
    ' ',
    '\n',
    '.',
    '-',
    '1.',
    '1,',
    '1:',
    '1/',
    '0.5 ',
    '1e',
    '%',
  ],
  ...[
    'loss: 0.5 ',
    'loss ',
    'Epoch 1/',
    'epoch 1: ',
    '100%|',
    '1/2 [',
    '12it [',
    'a.py:1 - ',
    '[default0]:',
    'a-1 |',
  ],
  ...[
    '<table><tr>',
    '<',
    '&',
    '```',
    '- ',
    'a.b.',
    'a_',
    'aA',
    'a/',
    'lossloss',
    '0.5 (',
    'val_',
    '-',
    '5e-',
    '\u202e',
    'ß',
  ],
]

function judge(text: string): void {
  try {
    diagnose(new Source('log', text))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
}

describe.each(PIECES)('%j again and again', (piece) => {
  const line = piece.repeat(Math.floor(LONG / piece.length))

  it.each([
    ['alone', line],
    ['after a table', `epoch,loss\n1,0.5\n2,0.4\n3,${line}\n4,0.3\n`],
    ['after a console', `Epoch 1: loss 0.5\nEpoch 2: loss 0.4\nEpoch 3: loss ${line}\nEpoch 4: loss 0.3\n`],
    [
      'in JSON Lines',
      `{"epoch": 1, "loss": 0.5}\n{"epoch": 2, "loss": 0.4, "x": ${line}}\n{"epoch": 3, "loss": 0.3}\n`,
    ],
  ])('%s takes no longer than its length', (_, text) => {
    const start = performance.now()
    judge(text)
    expect(performance.now() - start).toBeLessThan(LONGEST)
  })
})
