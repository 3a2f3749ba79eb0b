import { describe, expect, it } from 'vitest'
import { HEALTHY, OVERFITTED, UNDECIDED } from './reporters/sample.js'
import { Folder, run as runIn } from './world.js'

const EPOCHS = Array.from({ length: 40 }, (_, k) => {
  const loss = 2 * Math.exp(-k / 5)
  return `Epoch ${k + 1} loss ${(loss + 0.4).toFixed(4)} val_loss ${(loss + 0.45).toFixed(4)}\n`
})
const { file } = Folder.forAll({
  'fine.csv': HEALTHY,
  'over.csv': OVERFITTED,
  'short.csv': UNDECIDED,
  'diary.csv': 'Dear diary\n',
  'crashed.log': `${EPOCHS.join('')}Traceback (most recent call last):\n  File "train.py", line 8, in <module>\nValueError: boom\n`,
})

describe('the last line', () => {
  it.each<[string[], string]>([
    [['fine.csv'], '0 errors, 0 warnings   exit 0'],
    [['over.csv'], '1 error, 0 warnings   exit 1'],
    [['over.csv', '--level', 'overfitting=note'], '0 errors, 0 warnings   exit 0'],
    [
      ['over.csv', '--level', 'overfitting=note', '--fail-on', 'note'],
      '0 errors, 0 warnings, 1 note   exit 1',
    ],
    [
      ['over.csv', '--level', 'overfitting=note', '--fail-on', 'overfitting'],
      '0 errors, 0 warnings, 1 note   exit 1',
    ],
    [['crashed.log'], '0 errors, 0 warnings   exit 0'],
    [['crashed.log', '--fail-on', 'crashed'], '0 errors, 0 warnings, 1 run crashed   exit 1'],
    [['fine.csv', '--require', 'val_loss < 0.001'], '0 errors, 0 warnings, 1 requirement not met   exit 1'],
    [
      ['fine.csv', '--require', 'lr > 0', '--require', 'f1 > 0'],
      '0 errors, 0 warnings, 2 requirements not judged   exit 2',
    ],
    [['short.csv'], '0 errors, 0 warnings, 1 run not judged   exit 2'],
    [['short.csv', '--undecided', 'fail'], '0 errors, 0 warnings, 1 run not judged   exit 1'],
    [['short.csv', '--undecided', 'pass'], '0 errors, 0 warnings, 1 run not judged   exit 0'],
    [['short.csv', 'diary.csv'], '0 errors, 0 warnings, 1 log not read, 1 run not judged   exit 2'],
    [
      ['fine.csv', '--baseline', 'short.csv'],
      '0 errors, 0 warnings, 0 of 1 worse than the baseline, 1 not compared   exit 2',
    ],
    [
      ['over.csv', '--baseline', 'fine.csv', '--fail-on', 'regression'],
      '1 error, 0 warnings, 1 of 1 worse than the baseline   exit 1',
    ],
  ])('of %j names what its exit code is due to', async (argv, said) => {
    const paths = argv.map((word) => (/\.(?:csv|log)$/.test(word) ? file(word) : word))
    for (const format of ['text', 'github', 'markdown', 'html']) {
      const { code, stdout } = await runIn(['--no-config', '--width', '120', '--format', format, ...paths])
      expect(stdout.replace(' · exit', '   exit')).toContain(said)
      expect(code).toBe(Number(said.at(-1)))
    }
  })
})
