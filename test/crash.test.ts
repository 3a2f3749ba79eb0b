import { describe, expect, it } from 'vitest'
import { diagnose } from '../src/index.js'
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
  'attached.log': EPOCHS.join('') + CRASH.replace('boom', '[[ATTACHMENT|/etc/passwd]]'),
  'hostile.log': EPOCHS.join('') + CRASH.replace('boom', '##[add-mask]x'),
})
const run = (...argv: string[]) => runIn(['--no-config', ...argv])

it.each([
  [['--format', 'github'], `::warning file=`, SAID],
  [['--format', 'junit'], '<system-err>', SAID],
  [['--format', 'junit'], 'name="crashed"', `<skipped message="${SAID}"/>`],
  [['--format', 'tap'], `\n# ${SAID}\n`],
  [['--format', 'tap'], ' - crashed # TODO let through\n'],
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

it('is a case of JUnit that neither passes nor fails, unless the gate stops it', async () => {
  const crashed = await run('--format', 'junit', file('crashed.log'))
  const [, skipped] =
    /<testsuite name="[^"]*" tests="\d+" failures="0" errors="0" skipped="(\d+)"/.exec(crashed.stdout) ?? []
  const whole = await run('--format', 'junit', file('whole.log'))
  expect(whole.stdout).toContain(`skipped="${Number(skipped) - 1}"`)
})

it('publishes no file that the error names', async () => {
  for (const gate of ['error', 'crashed']) {
    const { stdout } = await run('--format', 'junit', '--fail-on', gate, file('attached.log'))
    expect(stdout).toContain('ValueError: \\u{5b}[ATTACHMENT|/etc/passwd]]')
    expect(stdout).not.toMatch(/\[\[ATTACHMENT/)
  }
})

it('says nothing in a comment of TAP that GitHub takes for a command', async () => {
  const { stdout } = await run('--format', 'tap', file('hostile.log'))
  expect(stdout).toContain('# the training ended with an error: ValueError: ##\\u{5b}add-mask]x')
  expect(stdout).not.toContain('##[')
})

it('is told of on standard error where nothing else is', async () => {
  const { code, stdout, stderr } = await run('-q', file('crashed.log'))
  expect([code, stdout, stderr]).toEqual([0, '', `epochwise: ${file('crashed.log')}: ${SAID}\n`])
  expect((await run('-q', file('whole.log'))).stderr).toBe('')
})

describe('the gate stops a training that crashed where it is asked to', () => {
  it.each([
    [['crashed'], 'crashed.log', 1],
    [['error,crashed'], 'crashed.log', 1],
    [['crashed'], 'whole.log', 0],
    [['crashed,diverged'], 'whole.log', 0],
    [['error'], 'crashed.log', 0],
  ])('--fail-on %s ends %s with %i', async (gate, name, code) => {
    for (const format of ['text', 'json', 'junit', 'tap', 'github', 'sarif', 'gitlab'])
      expect((await run('--format', format, '--fail-on', ...gate, file(name))).code).toBe(code)
  })

  it.each([
    ['github', '::error file='],
    ['junit', '<failure message="the training ended with an error: ValueError: boom" type="crashed">'],
    ['tap', /not ok \d+ - crashed\n/],
    ['sarif', /"ruleId": "crashed",\s*"ruleIndex": \d+,\s*"level": "error"/],
    ['gitlab', '"severity": "critical"'],
  ])('and says so in %s', async (format, said) => {
    const stopped = await run('--format', format, '--fail-on', 'crashed', file('crashed.log'))
    expect(stopped.stdout).toMatch(said)
    expect((await run('--format', format, file('crashed.log'))).stdout).not.toMatch(said)
  })
})

describe('a crash is what launchers and libraries say last', () => {
  it.each([
    'torch.distributed.elastic.multiprocessing.errors.ChildFailedError: \n====\ntrain.py FAILED\n----',
    'srun: error: node1: task 0: Exited with exit code 1',
    'Fatal Python error: Segmentation fault\n\nThread 0x00 (most recent call first):\n  File "a.py", line 1 in x',
    'CUDA error: device-side assert triggered\nCUDA kernel errors might be asynchronously reported',
    '[rank0]:[E ProcessGroupNCCL.cpp:475] [Rank 0] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=7)',
    '2024-01-01 00:00:00.000000: W tensorflow/core/framework/op_kernel.cc:1733] RESOURCE_EXHAUSTED: failed to allocate memory',
  ])('%s', (said) => {
    const crashed = (text: string) =>
      diagnose(text)[0]?.run.notes.some(({ because }) => because.startsWith('the training ended'))
    const whole = EPOCHS.join('')
    expect(crashed(`${whole}${said}\n`)).toBe(true)
    expect(crashed(`${whole}${said}\nEpoch 41 loss 0.4001 val_loss 0.4501\n`)).toBe(false)
  })
})
