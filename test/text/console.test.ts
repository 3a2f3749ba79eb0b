import { describe, expect, it } from 'vitest'
import { screenLines, withoutPrefix } from '../../src/text/console.js'

const states = (text: string) => [...screenLines(text)].map((state) => state.text)
const places = (text: string) => [...screenLines(text)].map(({ line, text: shown }) => [line, shown])

describe('screenLines', () => {
  it.each([
    ['colours', '\u001b[1mEpoch\u001b[0m \u001b[38;5;208m1\u001b[m', 'Epoch 1'],
    ['cursor movements', 'a\u001b[A\u001b[2Kb\u001b[?25l', 'ab'],
    ['a window title that ends in a bell', '\u001b]0;training\u0007Epoch 1', 'Epoch 1'],
    ['a window title that ends in a string terminator', '\u001b]0;training\u001b\\Epoch 1', 'Epoch 1'],
    ['two-character escapes', '\u001bMEpoch\u001b7 \u001b81\u001b=\u001b>', 'Epoch 1'],
    ['the choice of a character set', '\u001b(BEpoch 1\u001b(B\u001b[m', 'Epoch 1'],
    ['colours whose escape character got lost', '[1mEpoch 1[0m', 'Epoch 1'],
    ['a compound colour whose escape character got lost', '[1;32mEpoch 1', 'Epoch 1'],
    ['colours whose escape character became an arrow', '←[1mEpoch 1←[0m', 'Epoch 1'],
    ['backspaces', '3/10\b\b\b\b\b4/10', '3/104/10'],
    ['NULs', 'Epo\u0000\u0000ch 1', 'Epoch 1'],
  ])('takes off %s', (_, text, shown) => {
    expect(states(text)).toEqual([shown])
  })

  it('leaves brackets alone that are no colour', () => {
    expect(states('[====>...] [5] [rank0] [m/s]')).toEqual(['[====>...] [5] [rank0] [m/s]'])
  })

  it('makes each carriage return a new state of the same line', () => {
    expect(places('1/3\r2/3\r3/3\nnext')).toEqual([
      [1, '1/3'],
      [1, '2/3'],
      [1, '3/3'],
      [2, 'next'],
    ])
  })

  it.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR CR LF', '\r\r\n'],
  ])('counts lines that end in %s', (_, end) => {
    expect(places(['a', 'b', '', 'c'].join(end))).toEqual([
      [1, 'a'],
      [2, 'b'],
      [4, 'c'],
    ])
  })

  it('leaves out states that show nothing', () => {
    expect(states('\n  \n\r\r\u001b[0m\n\b\b\nx\n')).toEqual(['x'])
  })

  it('gives the last line although it does not end', () => {
    expect(places('a\nb')).toEqual([
      [1, 'a'],
      [2, 'b'],
    ])
  })

  it('gives nothing of nothing', () => {
    expect(states('')).toEqual([])
  })

  it('gives thousands of states of one long line', () => {
    const text = Array.from({ length: 5000 }, (_, k) => `${k}/5000`).join('\b\b\b\b\r')
    expect(states(text)).toHaveLength(5000)
    expect([...screenLines(text)].every(({ line }) => line === 1)).toBe(true)
  })
})

describe('withoutPrefix', () => {
  it.each([
    ['2026-01-02 03:04:05 ', 'a time stamp'],
    ['2026-01-02 03:04:05,123 - INFO - ', 'a time stamp and a level'],
    ['[2026-01-02 03:04:05] ', 'a time stamp in brackets'],
    ['2026-01-02T03:04:05.1234567Z ', 'the time stamp of a CI log'],
    ['2026-01-02T03:04:05+01:00 ', 'a time stamp with its zone'],
    ['[01/02 03:04:05 d2.utils]: ', 'a time stamp with the name of the logger'],
    ['INFO:root:', "Python's default format"],
    ['[2026-01-02:03:04:05:INFO] ', 'the logger of SageMaker'],
    ['INFO:tensorflow:', 'the logger of TensorFlow'],
    ['WARNING:absl:', 'a warning'],
    ['INFO - ', 'a level and a dash'],
    ['| INFO | ', 'a level between bars'],
    ['[default0]:', 'the rank that torchrun writes'],
    ['[rank3]: ', 'a rank'],
    ['[1,0]<stdout>:', 'the rank that mpirun writes'],
    ['(RayWorker pid=9) ', 'a Ray worker'],
    ['(train pid=9, ip=10.0.0.1) ', 'a Ray worker elsewhere'],
    ['trainer_1  | ', 'a service of docker compose'],
    ['train-job-1 | ', 'a service of docker compose, newer'],
    ['I1122 00:10:42.123456 140 progbar.py:99] ', 'an absl stamp'],
    ['2026-01-02 03:04:05,123 - train.loop - INFO - ', "the format of Python's tutorial on logging"],
    ['2026-01-02 03:04:05.123 | INFO     | __main__:train:42 - ', 'the format of loguru'],
    ['[INFO] ', 'a level in brackets'],
    ['03:04:05 INFO - train.py:42 - ', 'a time, a level and a place in a file'],
    ['0: ', 'the rank that srun writes'],
    ['[rank0]: 2026-01-02 03:04:05 INFO:root:', 'several at once'],
  ])('takes %j off a line: %s', (prefix) => {
    expect(withoutPrefix(`${prefix}Epoch 1/2`)).toBe('Epoch 1/2')
    expect(withoutPrefix(`${prefix}10/10 - 1s - loss: 0.5`)).toBe('10/10 - 1s - loss: 0.5')
  })

  it.each([
    'Epoch 1/2',
    '10/10 [====] - 1s 5ms/step - loss: 0.5',
    '  3/10 ━━━ 1s - loss: 0.5',
    ' - 5s - loss: 0.5',
    'INFORMATION',
    'loss: 0.5',
    '',
  ])('leaves %j alone', (line) => {
    expect(withoutPrefix(line)).toBe(line)
  })
})
