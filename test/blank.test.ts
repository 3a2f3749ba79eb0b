import { describe, expect, it } from 'vitest'
import { diagnose } from '../src/index.js'
import { Folder, run as runIn } from './world.js'

const EPOCHS = 40
const loss = (k: number) => (2 * Math.exp(-k / 8) + 0.2).toFixed(4)

/** A log whose losses are there up to an epoch and blank from then on. */
function csv(until: number, valUntil = until): string {
  const rows = Array.from({ length: EPOCHS }, (_, k) => {
    const cell = (end: number, add: number) => (k < end ? (Number(loss(k)) + add).toFixed(4) : '')
    return `${k},${cell(until, 0)},${cell(valUntil, 0.1)},${(0.9 - 0.8 * Math.exp(-k / 8)).toFixed(4)}`
  })
  return `epoch,loss,val_loss,accuracy\n${rows.join('\n')}\n`
}

/** The same with one curve for both, which is worth a warning. */
function twins(until: number): string {
  const rows = Array.from({ length: EPOCHS }, (_, k) => (k < until ? `${k},${loss(k)},${loss(k)}` : `${k},,`))
  return `epoch,loss,val_loss\n${rows.join('\n')}\n`
}

function nulls(until: number): string {
  const column = (add: number) =>
    Array.from({ length: EPOCHS }, (_, k) => (k < until ? Number(loss(k)) + add : null))
  return JSON.stringify({ loss: column(0), val_loss: column(0.1) })
}

const rows = (lines: (k: number) => string[]) =>
  Array.from({ length: 30 }, (_, k) => lines(k))
    .flat()
    .join('\n')

const SAID = 'loss and val_loss end at epoch 14 of 39: blank cells, possibly NaN'
const { file } = Folder.forAll({
  'blank.csv': csv(15),
  'nulls.json': nulls(15),
  'validation.csv': csv(EPOCHS, 15),
  'whole.csv': csv(EPOCHS),
  'twins.csv': twins(15),
})
const run = (...argv: string[]) => runIn(['--no-config', ...argv])
const checkOf = (text: string, id: string) => diagnose(text)[0]?.checks.find((check) => check.id === id)

describe('a loss whose cells are blank to the end, as pandas and JSON write NaN', () => {
  it.each([
    ['CSV', csv(15)],
    ['JSON', nulls(15)],
    ['the validation loss alone', csv(EPOCHS, 15)],
  ])('is not cleared of having diverged: %s', (_, text) => {
    expect(checkOf(text, 'diverged')).toMatchObject({ state: 'unknown', because: /blank cells/ })
    expect(checkOf(text, 'stopped-early')?.state).toBe('unknown')
  })

  it.each(['blank.csv', 'nulls.json', 'validation.csv'])(
    'is not judged where the gate names diverged: %s',
    async (name) => {
      expect((await run(file(name), '--fail-on', 'diverged')).code).toBe(2)
      expect((await run(file('whole.csv'), '--fail-on', 'diverged')).code).toBe(0)
    },
  )

  it.each([
    ['both losses', csv(15)],
    ['the validation loss alone', csv(EPOCHS, 15)],
  ])('is not healthy: %s', (_, text) => {
    const summary = expect.stringMatching(
      /loss ends? at epoch 14 of 39: blank|loss and val_loss end at epoch 14/,
    )
    expect(diagnose(text)[0]?.verdict).toMatchObject({ status: 'undecided', summary })
    expect(diagnose(csv(EPOCHS))[0]?.verdict.status).toBe('healthy')
  })

  it('goes blank beside a test that goes on too', () => {
    const tested = rows((k) => [`${k},${k < 15 ? loss(k) : ''},0.${k + 50}`])
    const [report] = diagnose(`epoch,train_loss,test_acc\n${tested}\n`)
    expect(report?.run.blank).toEqual([{ series: 'train_loss', at: 14, of: 29 }])
    expect(report?.verdict.status).toBe('undecided')
  })

  it.each<[string[], number]>([
    [[], 2],
    [['--fail-on', 'never'], 2],
    [['--undecided', 'fail'], 1],
    [['--undecided', 'pass'], 0],
    [['--level', 'diverged=off'], 0],
    [['--fail-on', 'warning'], 1],
    [['--fail-on', 'suspicious-metrics'], 1],
    [['--fail-on', 'diverged'], 2],
    [['--level', 'suspicious-metrics=error'], 1],
    [['--level', 'suspicious-metrics=note'], 2],
  ])('passes no gate for having a warning too: %j ends with %i', async (flags, code) => {
    expect((await run(...flags, file('twins.csv'))).code).toBe(code)
  })

  it('says so beside the warning, in each report', async () => {
    const said = 'whether it diverged is open: loss and val_loss end at epoch 14 of 39: blank cells'
    const { stdout, stderr } = await run(file('twins.csv'), '--width', '120')
    expect(stdout).toContain(`? UNDECIDED\n    ${said}`)
    expect(stdout).toMatch(/SUSPICIOUS METRICS[\s\S]*\n0 errors, 1 warning, 1 run not judged {3}exit 2\n$/)
    expect(stderr).toContain(said)
    for (const format of ['github', 'junit', 'tap', 'sarif', 'gitlab', 'html', 'json'])
      expect((await run('--format', format, file('twins.csv'))).stdout).toContain(said)
    const { stdout: page } = await run('--format', 'markdown', file('twins.csv'))
    expect(page).toContain('### ? undecided, loss goes blank')
    expect(page).toContain('whether it diverged is open: loss and `val_loss` end at epoch 14')
  })

  it.each(['loss < 5', 'val_loss < 5'])('has no last value: %s', async (condition) => {
    const { code, stderr } = await run(file('nulls.json'), '--fail-on', 'never', '--require', condition)
    expect([code, stderr]).toEqual([2, expect.stringContaining('the log at epoch 40')])
  })

  it.each([
    [['--format', 'github'], '::warning file=', `title=Loss goes blank::`],
    [['--format', 'junit'], '<system-err>', SAID],
    [['--format', 'tap'], `\n# ${SAID}\n`],
    [['--format', 'sarif'], '"ruleId": "blank"', SAID],
    [['--format', 'gitlab'], '"check_name": "blank"', SAID],
    [
      ['--format', 'markdown'],
      'undecided, loss goes blank',
      '▲ loss and `val_loss` end at epoch 14 of 39: blank cells',
    ],
  ])('is told of in %j', async (flags, ...said) => {
    const { stdout } = await run(...flags, file('blank.csv'))
    for (const words of said) expect(stdout).toContain(words)
    const whole = await run(...flags, file('whole.csv'))
    for (const words of said) expect(whole.stdout).not.toContain(words)
  })

  it('is told of among many logs and where nothing is printed', async () => {
    const { stdout } = await run(file('blank.csv'), file('whole.csv'))
    expect(stdout.match(/loss goes blank .*/g)).toEqual([expect.stringContaining('blank.csv')])
    expect((await run('-q', file('blank.csv'))).stderr).toContain(SAID)
  })
})

describe('not taken for it are', () => {
  const sparse = `${rows((k) => [`{"epoch":${k},"loss":${loss(k)},"val_loss":${loss(k)}}`])}\n`
  it.each([
    [
      'validation every fifth epoch',
      `epoch,loss,val_loss\n${rows((k) => [`${k},${loss(k)},${k % 5 ? '' : loss(k)}`])}`,
    ],
    [
      'the sparse rows of Lightning',
      `epoch,step,train_loss,val_loss\n${rows((k) => [`${k},${k * 9},,${loss(k)}`, `${k},${k * 9},${loss(k)},`])}`,
    ],
    [
      'an epoch cut short before its validation',
      `epoch,loss,val_loss\n${rows((k) => [`${k},${loss(k)},${k < 29 ? loss(k) : ''}`])}`,
    ],
    [
      'a row for the test set at the end',
      `epoch,train_loss,val_loss,test_loss\n${rows((k) => [`${k},${loss(k)},${loss(k)},`])}\n30,,,0.5\n`,
    ],
    ['a row of sums at the end', `${sparse}{"epoch":30,"best_val_loss":0.2,"total_time":360}\n`],
    ['a test in JSON Lines', `${sparse}{"epoch":30,"test_loss":0.5,"test_accuracy":0.9}\n`],
    [
      'a row that was begun and holds nothing, neither a loss nor what does not become NaN',
      `epoch,loss,val_loss,accuracy\n${rows((k) => [`${k},${loss(k)},${loss(k)},0.${k + 50}`])}\n30,,,\n`,
    ],
    [
      'a last evaluation with the loss of every epoch',
      `epoch,loss,val_loss,val_accuracy\n${rows((k) => [`${k},${loss(k)},${loss(k)},0.${k + 50}`])}\n30,,0.5,0.9\n`,
    ],
    ['a last evaluation', `step,train_loss,eval_loss\n${rows((k) => [`${k},${loss(k)},`])}\n30,,0.5\n`],
    [
      'a warm-up that alone was validated',
      `step,train_loss,val_loss\n${rows((k) => [`${k},${loss(k)},${k < 2 ? loss(k) : ''}`])}`,
    ],
  ])('%s', (_, text) => {
    expect(diagnose(text)[0]?.run.blank).toBeUndefined()
  })
})

describe('a single last row without a loss', () => {
  const last = (row: string, header = 'epoch,loss,val_loss,accuracy,lr') =>
    `${header}\n${rows((k) => [[k, loss(k), (Number(loss(k)) + 0.1).toFixed(4), `0.${k + 50}`, 0.001].slice(0, header.split(',').length).join(',')])}\n${row}\n`

  it.each([
    ['the accuracy goes on', last('30,,,0.1,0.001')],
    ['the learning rate goes on', last('30,,,0.001', 'epoch,loss,val_loss,lr')],
    [
      'the accuracy on unseen data goes on without its loss',
      last('30,,,0.1', 'epoch,loss,val_loss,val_accuracy'),
    ],
    [
      'a test of each epoch goes on',
      last('30,,0.1', 'epoch,loss,test_loss').replace('test_loss', 'test_acc'),
    ],
    ['nothing tells it from a NaN', last('30,,', 'epoch,loss,val_loss')],
  ])('may have been NaN where %s', (_, text) => {
    expect(diagnose(text)[0]?.run.blank).toMatchObject([{ series: 'loss', at: 29, of: 30 }])
    expect(diagnose(text)[0]?.verdict.status).toBe('undecided')
  })

  it.each([
    ['the accuracy is missing too', last('30,,,,0.001')],
    [
      'the learning rate is missing too, as in the last row of LLaMA-Factory',
      rows((k) => [
        `{"current_steps":${k + 1},"total_steps":31,"loss":${k < 29 ? loss(k) : 0.4},"lr":0.001,"epoch":${(k + 1) / 10},"percentage":${k}}`,
      ]).concat('\n{"current_steps":31,"total_steps":31,"epoch":3.1,"percentage":100}\n'),
    ],
    [
      'a console tests once more, which spells NaN out',
      `${rows((k) => [`Training Loss: ${loss(k)}`, `Model test error: ${loss(k)}`])}\nModel test error: 0.3\n`,
    ],
  ])('is none of the training where %s', (_, text) => {
    const [report] = diagnose(text)
    expect(report?.run.curves.trainLoss?.y.length).toBe(30)
    expect(report?.run.blank).toBeUndefined()
    expect(report?.verdict.status).not.toBe('undecided')
  })

  it('is told of where it needs none', () => {
    const [report] = diagnose(last('30,,,,'))
    expect(report?.checks.find(({ id }) => id === 'diverged')?.state).toBe('clear')
    expect(report?.run.notes.map(({ because }) => because)).toContain(
      'the last row (epoch 30) has no loss: taken for no epoch of the training',
    )
  })
})
