import { expect, it } from 'vitest'
import { Folder, run as runIn } from './world.js'

const EPOCHS = Array.from({ length: 40 }, (_, k) => {
  const loss = 2 * Math.exp(-k / 5)
  return `Epoch ${k + 1} loss ${(loss + 0.4).toFixed(4)} val_loss ${(loss + 0.45).toFixed(4)}\n`
})
const CRASH =
  'Traceback (most recent call last):\n  File "train.py", line 80, in <module>\nValueError: boom\n'
const SAID = 'the training ended with an error: ValueError: boom'

const { file } = Folder.forAll({
  'whole.log': EPOCHS.join(''),
  'crashed.log': EPOCHS.join('') + CRASH,
})
const run = (...argv: string[]) => runIn(['--no-config', ...argv])

it.each([
  [['--format', 'github'], `::warning file=`, SAID],
  [['--format', 'junit'], '<system-err>', SAID],
  [['--format', 'tap'], `\n# ${SAID}\n`],
  [['--format', 'sarif'], '"ruleId": "crashed"', SAID],
  [['--format', 'gitlab'], '"check_name": "crashed"', '"severity": "info"', SAID],
  [
    ['--format', 'markdown'],
    '### ✔ healthy, crashed: ',
    '▲ the training ended with an error: ValueError: boom',
  ],
])('a training that crashed is told of in %j, and its code is that of its curves', async (flags, ...said) => {
  const crashed = await run(...flags, file('crashed.log'))
  for (const words of said) expect(crashed.stdout).toContain(words)
  const whole = await run(...flags, file('whole.log'))
  for (const words of said) expect(whole.stdout).not.toContain(words)
  expect([crashed.code, whole.code]).toEqual([0, 0])
})

it('is placed at the line of its error', async () => {
  const { runs } = JSON.parse((await run('--format', 'sarif', file('crashed.log'))).stdout)
  const [{ level, locations }] = runs[0].results
  const [issue] = JSON.parse((await run('--format', 'gitlab', file('crashed.log'))).stdout)
  expect(level).toBe('note')
  expect(locations[0].physicalLocation.region).toEqual({ startLine: 41 })
  expect(issue.location.lines).toEqual({ begin: 41 })
})

it('is marked among many logs', async () => {
  const { stdout } = await run(file('crashed.log'), file('whole.log'))
  expect(stdout.match(/healthy, crashed .*/g)).toEqual([expect.stringContaining('crashed.log')])
  expect(stdout).toMatch(/healthy +best.*whole\.log/)
})

it('is told of on standard error where nothing else is', async () => {
  const { code, stdout, stderr } = await run('-q', file('crashed.log'))
  expect([code, stdout, stderr]).toEqual([0, '', `epochwise: ${file('crashed.log')}: ${SAID}\n`])
  expect((await run('-q', file('whole.log'))).stderr).toBe('')
})
