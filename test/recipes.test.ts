import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ROOT } from './fixtures/paths.js'

const read = (name: string) => readFileSync(join(ROOT, name), 'utf8')
const action = parse(read('action.yml'))
const recipes = [...read('docs/recipes.md').matchAll(/<!-- recipe: ([^>]+) -->\n```\w+\n([\s\S]*?)```/g)].map(
  ([, kind = '', text = '']) => ({ kind, text }),
)
const recipesOf = (kind: string) => recipes.filter((own) => own.kind === kind).map(({ text }) => text)

const HEALTHY = join(ROOT, 'fixtures/healthy/digits-cnn.csv')
const OVERFITTED = join(ROOT, 'fixtures/diagnoses/overfitting.csv')

/** A working directory with what the recipes take for granted: npx, python, gh, cml, git, and a training. */
let folder = ''
const file = (name: string) => join(folder, name)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
  mkdirSync(file('bin'))
  command(
    'npx',
    `[ "$1" = epochwise ] || exit 9; shift; exec "${process.execPath}" "${join(ROOT, 'bin/epochwise.js')}" "$@"`,
  )
  command('python', `cp "$TRAINED" history.csv; cat history.csv; exit "\${CRASH:-0}"`)
  for (const name of ['gh', 'cml']) command(name, `echo "${name} $*" >>said`)
  command('git', `cat "${HEALTHY}"`)
  copyFileSync(HEALTHY, file('train.py'))
  mkdirSync(file('baseline'))
  copyFileSync(HEALTHY, file('baseline/history.csv'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function command(name: string, script: string): void {
  writeFileSync(file(`bin/${name}`), `#!/bin/sh\n${script}\n`)
  chmodSync(file(`bin/${name}`), 0o755)
}

interface Asked {
  readonly trained?: string
  readonly env?: NodeJS.ProcessEnv
  readonly input?: string
}
function execute(
  program: string,
  args: readonly string[],
  { trained = HEALTHY, env = {}, input = '' }: Asked = {},
) {
  const PATH = `${file('bin')}${delimiter}${process.env.PATH}`
  return spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { PATH, TRAINED: trained, ...env },
  })
}
/** As a runner does without and with `shell: bash`. */
const shell = (script: string, asked?: Asked, bash = false) =>
  execute('bash', [...(bash ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e']), '-c', script], asked)

describe('the action', () => {
  const steps: { run: string; shell: string; id?: string; env?: Record<string, string> }[] = action.runs.steps

  function act(inputs: Readonly<Record<string, string>>, asked: Asked = {}, place = ROOT) {
    const given = (name: string) => inputs[name] ?? action.inputs[name]?.default ?? ''
    const outcome = steps.map(({ run, env = {} }) => {
      const filled = Object.entries(env).map(([key, value]) => [
        key,
        value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => given(name)),
      ])
      const files = {
        GITHUB_ACTION_PATH: place,
        GITHUB_OUTPUT: file('outputs'),
        GITHUB_STEP_SUMMARY: file('summary'),
      }
      return shell(run, { ...asked, env: { ...files, ...Object.fromEntries(filled) } }, true)
    })
    const outputs = existsSync(file('outputs')) ? readFileSync(file('outputs'), 'utf8') : ''
    return { ...outcome.at(-1), statuses: outcome.map(({ status }) => status), outputs }
  }

  it('is composite, names a shell for each step, and every input and output is used', () => {
    expect(action.runs.using).toBe('composite')
    expect(steps.map((step) => step.shell)).toEqual(steps.map(() => 'bash'))
    const used = [...JSON.stringify(steps).matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name)
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort())
    for (const [name, { value }] of Object.entries<{ value: string }>(action.outputs))
      expect(value).toBe(`\${{ steps.judge.outputs.${name} }}`)
    for (const { run } of steps) expect(run).not.toContain('${{')
  })

  it('lets a healthy run through, with outputs and a summary', () => {
    const { statuses, outputs } = act({ logs: HEALTHY })
    expect(statuses).toEqual([0])
    expect(outputs).toContain('verdict=healthy\nbest-epoch=39\nexit-code=0\n')
    expect(readFileSync(file('summary'), 'utf8')).toContain('### ')
  })

  it('stops an overfitted one, with an annotation', () => {
    const { statuses, stdout, outputs } = act({ logs: OVERFITTED })
    expect(statuses).toEqual([1])
    expect(stdout).toMatch(/^::error file=/m)
    expect(outputs).toContain('verdict=failing\nbest-epoch=13\nexit-code=1\n')
  })

  it('takes lines that are indented, or end as on Windows', () => {
    const through = act({
      logs: `\t${OVERFITTED} \r\n`,
      arguments: '   --fail-on=never\r\n\t--no-chart \r\n   \r\n',
    })
    expect(through.statuses).toEqual([0])
    expect(through.outputs).toContain('verdict=failing')
    expect(act({ logs: `  ${OVERFITTED}\r\n`, 'fail-on': ' overfitting\r\n' }).statuses).toEqual([1])
  })

  it('stops what any line of fail-on names', () => {
    expect(act({ logs: OVERFITTED, 'fail-on': 'overfitting\nunstable' }).statuses).toEqual([1])
  })

  it('hands each line of an input on as it stands', () => {
    const tricky = '; touch broken; $(touch broken) `touch broken` "'
    const { statuses, stderr } = act({
      logs: `${HEALTHY}\n${tricky}\n`,
      arguments: '--fail-on=never\n--no-chart',
    })
    expect(statuses).toEqual([2])
    expect(stderr).toContain('touch broken')
    expect(existsSync(file('broken'))).toBe(false)
  })

  it.each([
    [
      'no such flag',
      { logs: HEALTHY, arguments: '--fail-no=error' },
      /judged: unknown option '--fail-no=error' \(did you mean --fail-on\?/,
    ],
    ['no such value', { logs: HEALTHY, 'fail-on': 'eror' }, /--fail-on: .*eror.*did you mean error\?/],
    ['no such log', { logs: 'nowhere.csv' }, /nowhere\.csv: no such file/],
    ['no log', { logs: '\n' }, /no log given|standard input/],
    ['the help instead', { logs: HEALTHY, arguments: '--help' }, /the output of this step says why/],
    ['a sign of its own', { logs: HEALTHY, require: 'val_loss < 5 %0A' }, /%250A/],
  ])('sets its outputs, fails and says why where nothing was judged: %s', (_, inputs, why) => {
    const { statuses, outputs, stdout = '', stderr = '' } = act(inputs)
    expect(statuses).toEqual([2])
    expect(stdout.match(/^::error .+$/gm)).toEqual([expect.stringMatching(why)])
    const told = stderr.trimEnd().replaceAll('\n', '\n    ') || 'the output of this step says why'
    const own = `**epochwise**: nothing was judged:\n\n    ${told}\n`
    const ofReport = expect.stringMatching(/^### epochwise: 1 log not read\n\n- ✖ .*(?:no such file|empty)/)
    expect(readFileSync(file('summary'), 'utf8')).toEqual(
      /^::error file|standard input\): empty/m.test(stdout) ? ofReport : own,
    )
    expect(outputs.match(/^verdict=.*$/gm)).toEqual(['verdict=undecided'])
    expect(outputs.match(/^exit-code=.*$/gm)?.at(-1)).toBe('exit-code=2')
  })

  it('sets its outputs where the program cannot be built or run', () => {
    command('npm', 'exit 1')
    const { statuses, outputs, stdout } = act({ logs: HEALTHY }, {}, file('nothing'))
    expect([statuses, outputs]).toEqual([[2], 'verdict=undecided\nexit-code=2\n'])
    expect(stdout).toContain(
      '::error title=epochwise::nothing was judged: the output of this step says why\n',
    )
  })

  it('takes gate, baseline and requirements', () => {
    const gated = { 'fail-on': 'regression', baseline: HEALTHY }
    expect(act({ ...gated, logs: OVERFITTED }).outputs).toContain('comparison=worse')
    expect(act({ ...gated, logs: HEALTHY }).statuses).toEqual([0])
    expect(act({ logs: HEALTHY, require: 'val_accuracy >= 0.99' }).statuses).toEqual([1])
    expect(act({ logs: HEALTHY, require: 'val_accuracy >= 0.5\nval_loss < 1 at best' }).statuses).toEqual([0])
  })
})

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly shell?: string
  readonly with?: Readonly<Record<string, string>>
}

describe('the recipes for GitHub Actions', () => {
  const workflows = recipesOf('github').map((text) => parse(text))
  const stepsOf = (workflow: { jobs: Record<string, { steps: Step[] }> }) =>
    Object.values(workflow.jobs).flatMap(({ steps }) => steps)

  it.each(workflows)('give the action inputs that it has (%#)', (workflow) => {
    const [own, ...others] = stepsOf(workflow).filter(({ uses }) => uses?.includes('/epochwise@'))
    expect(others).toEqual([])
    expect(Object.keys(own?.with ?? {}).filter((name) => !(name in action.inputs))).toEqual([])
    for (const [name, { required }] of Object.entries<{ required?: boolean }>(action.inputs))
      if (required) expect(own?.with).toHaveProperty(name)
  })

  it.each(workflows)('run, and fail when the training crashes (%#)', (workflow) => {
    const [training] = stepsOf(workflow).filter(({ run }) => run?.includes('train.py'))
    const bash = training?.shell === 'bash'
    expect(shell(training?.run ?? 'false', {}, bash).status).toBe(0)
    expect(shell(training?.run ?? 'false', { env: { CRASH: '3' } }, bash).status).toBe(3)
  })

  it('take arguments that the program understands', () => {
    const given = workflows.flatMap((workflow) =>
      stepsOf(workflow).flatMap(({ with: inputs = {} }) =>
        (inputs.arguments ?? '').split('\n').filter(Boolean),
      ),
    )
    expect(given.length).toBeGreaterThan(0)
    expect(shell(`npx epochwise ${given.join(' ')} --baseline train.py baseline/history.csv`).status).toBe(0)
    expect(existsSync(file('report.md'))).toBe(true)
  })
})

describe('the recipe for GitLab CI', () => {
  const { training } = parse(recipesOf('gitlab')[0] ?? '')

  it.each([
    [HEALTHY, '0', 0],
    [OVERFITTED, '0', 1],
    [HEALTHY, '3', 3],
  ])('of %s, the training ending with %s, ends with %i', (trained, CRASH, status) => {
    expect(shell(training.script.join('\n'), { trained, env: { CRASH } }).status).toBe(status)
  })

  it.each([HEALTHY, OVERFITTED])('writes the reports that it hands over, of %s too', (trained) => {
    shell(training.script.join('\n'), { trained })
    for (const name of Object.values<string>(training.artifacts.reports))
      expect(existsSync(file(name))).toBe(true)
  })
})

/** What the recipe is for may be missing where the tests run. */
const missing = (program: string) => spawnSync(program, ['--version']).status !== 0

describe.skipIf(missing('make'))('the Makefile', () => {
  it.each([
    [HEALTHY, '0', true],
    [OVERFITTED, '0', false],
    [HEALTHY, '3', false],
  ])('of %s, the training ending with %s', (trained, CRASH, passes) => {
    writeFileSync(file('Makefile'), recipesOf('make')[0] ?? '')
    expect(execute('make', ['check'], { trained, env: { CRASH } }).status === 0).toBe(passes)
  })

  it('takes nothing that a crashed training left for a log, the second time either', () => {
    writeFileSync(file('Makefile'), recipesOf('make')[0] ?? '')
    const check = () => execute('make', ['check'], { env: { CRASH: '3' } })
    expect(check().stdout).toContain('epoch')
    expect(existsSync(file('train.log'))).toBe(false)
    expect(check().status).not.toBe(0)
  })
})

describe('the shell scripts', () => {
  const [batch = '', epilogue = '', comment = ''] = recipesOf('bash')
  const run = (script: string, asked?: Asked) => {
    writeFileSync(file('script'), script)
    return execute('bash', ['script'], asked)
  }

  it('of Slurm tell the training from the verdict', () => {
    expect(run(batch).status).toBe(0)
    expect(run(batch, { env: { CRASH: '3' } }).status).toBe(3)
    expect(run(batch, { trained: OVERFITTED }).status).toBe(1)
  })

  it('of an epilogue never fail', () => {
    expect(run(epilogue).status).toBe(0)
    mkdirSync(file('job'))
    copyFileSync(OVERFITTED, file('job/train-7.csv'))
    expect(run(epilogue, { env: { SLURM_JOB_ID: '7', SLURM_JOB_WORK_DIR: file('job') } }).status).toBe(0)
    expect(JSON.parse(readFileSync(file('job/train-7.csv.json'), 'utf8')).runs[0].verdict.status).toBe(
      'failing',
    )
  })

  it('of CML comment first and then end with the verdict', () => {
    for (const [log, code] of [
      [HEALTHY, 0],
      [OVERFITTED, 1],
    ] as const) {
      copyFileSync(log, file('history.csv'))
      expect(run(comment).status).toBe(code)
      expect(readFileSync(file('said'), 'utf8')).toContain('cml comment create report.md')
      expect(readFileSync(file('report.md'), 'utf8')).toContain('against')
    }
  })
})

describe('the recipes for many logs', () => {
  const LOGS = 60
  const recipe = (kind: string) => recipesOf(`many ${kind}`)[0] ?? ''
  const run = (script: string, asked?: Asked) => {
    writeFileSync(file('script'), script)
    return execute('bash', ['script'], asked)
  }
  const whole = () => run('npx epochwise --files-from logs.txt')
  beforeEach(() => {
    mkdirSync(file('runs/a b'), { recursive: true })
    for (let k = 0; k < LOGS; k++)
      copyFileSync(k % 9 === 0 ? OVERFITTED : HEALTHY, file(`runs/a b/${1000 + k}.csv`))
  })

  it.each([['xargs'], ['parallel'], ['slurm'], ['report']])('%s is good bash', (kind) => {
    writeFileSync(file('script'), recipe(kind))
    expect(recipe(kind)).toContain('npx epochwise')
    expect(execute('bash', ['-n', 'script'])).toMatchObject({ status: 0, stderr: '' })
  })

  it.skipIf(missing('xargs'))('xargs gives what one call gives, broken logs and all', () => {
    expect(run(recipe('xargs')).status).toBe(1)
    writeFileSync(file('runs/broken.csv'), '')
    rmSync(file('parts'), { recursive: true })
    const { status, stdout } = run(recipe('xargs'))
    expect({ status, stdout }).toMatchObject({ status: 2, stdout: whole().stdout })
  })

  it.skipIf(missing('parallel'))('GNU parallel does', () => {
    const { status, stdout } = run(recipe('parallel'))
    expect({ status, stdout }).toMatchObject({ status: 1, stdout: whole().stdout })
  })

  it('a job array does, and shows where a task was killed', () => {
    run("find runs -name '*.csv' | sort >logs.txt")
    for (let task = 0; task < 7; task++)
      expect(
        run(recipe('slurm'), { env: { SLURM_ARRAY_TASK_ID: String(task), SLURM_ARRAY_TASK_COUNT: '7' } })
          .status,
      ).toBe(0)
    const { status, stdout } = run(recipe('report'))
    expect({ status, stdout }).toMatchObject({ status: 1, stdout: whole().stdout })
    rmSync(file('part-3.ndjson'))
    const killed = run(recipe('report'))
    expect(killed.status).toBe(2)
    expect(killed.stderr).toContain('none of the summaries tells of it')
  })

  it('a job array of more tasks than logs leaves no empty part behind', () => {
    writeFileSync(file('logs.txt'), `${HEALTHY}\n`)
    for (const SLURM_ARRAY_TASK_ID of ['0', '1'])
      run(recipe('slurm'), { env: { SLURM_ARRAY_TASK_ID, SLURM_ARRAY_TASK_COUNT: '2' } })
    expect(run(recipe('report')).status).toBe(0)
  })

  it.skipIf(missing('python3'))('Spark does', () => {
    run("find runs -name '*.csv' | sort >logs.txt")
    mkdirSync(file('pyspark'))
    writeFileSync(file('pyspark/__init__.py'), '')
    writeFileSync(file('pyspark/sql.py'), SPARK)
    writeFileSync(file('recipe.py'), recipesOf('python spark')[0] ?? '')
    const { stdout, stderr } = execute('python3', ['recipe.py'], { env: { PYTHONPATH: folder } })
    expect(stdout).toBe(whole().stdout)
    expect(stderr).toContain('CalledProcessError')
  })
})

/** What `rdd.pipe` does (pyspark/rdd.py): a process for each partition, a line for each element, its code ignored; no environment unless given one. */
const SPARK = `
import shlex, subprocess
class RDD:
  def __init__(self, parts): self.parts = parts
  def pipe(self, command, env=None):
    out = []
    for part in self.parts:
      text = "".join(line.rstrip("\\n") + "\\n" for line in part)
      said = subprocess.run(shlex.split(command), input=text.encode(), stdout=subprocess.PIPE, env=env or {}).stdout
      out.append([line.decode() for line in said.split(b"\\n")[:-1]])
    return RDD(out)
  def collect(self): return [line for part in self.parts for line in part]
class Context:
  def parallelize(self, items, n):
    size = len(items)
    return RDD([items[size * k // n : size * (k + 1) // n] for k in range(n)])
class SparkSession:
  class builder:
    @staticmethod
    def getOrCreate(): return SparkSession()
  sparkContext = Context()
`

describe('the stages of DVC', () => {
  it('run, and write what they name', () => {
    const { train, judge } = parse(recipesOf('dvc')[0] ?? '').stages
    expect(shell(train.cmd).status).toBe(0)
    expect(shell(judge.cmd).status).toBe(0)
    for (const name of [...train.outs, ...judge.outs]) expect(existsSync(file(name))).toBe(true)
  })
})

describe.skipIf(missing('python3'))('the Python of', () => {
  const module = (name: string, text: string) => {
    const parts = name.split('.')
    mkdirSync(file(join(...parts.slice(0, -1))), { recursive: true })
    writeFileSync(file(`${join(...parts)}.py`), text)
  }
  const lines = read('fixtures/diagnoses/overfitting.csv')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  const columns = Object.fromEntries(
    (lines[0] ?? []).map((name, k) => [name, lines.slice(1).map((row) => Number(row[k]))]),
  )
  const before: Readonly<Record<string, () => string>> = {
    keras: () =>
      `class Model:\n  def fit(self, *a, **k):\n    self.history = ${JSON.stringify(columns)}\n    return self\nmodel = Model()\nx = y = x_val = y_val = None\n`,
    lightning: () => {
      mkdirSync(file('logs'))
      cpSync(join(ROOT, 'fixtures/readers/lightning-csv.csv'), file('logs/metrics.csv'))
      module(
        'lightning.pytorch.loggers',
        'class CSVLogger:\n  def __init__(self, root): self.log_dir = root\n',
      )
      writeFileSync(
        file('lightning/pytorch/__init__.py'),
        'class Trainer:\n  def __init__(self, **k): pass\n  def fit(self, m): pass\n',
      )
      return 'module = None\n'
    },
    huggingface: () => {
      mkdirSync(file('out'))
      cpSync(join(ROOT, 'fixtures/readers/hf-trainer-state.json'), file('out/trainer_state.json'))
      return 'class Args: output_dir = "out"\nclass Trainer:\n  args = Args\n  def train(self): pass\n  def save_state(self): pass\ntrainer = Trainer()\n'
    },
  }

  it.each([
    ['keras', 'OVERFITTING'],
    ['lightning', 'lightning-csv'],
    ['huggingface', 'hf-trainer-state'],
  ])('%s runs, and raises when the gate stops the run', (name, shown) => {
    const [recipe = ''] = recipesOf(`python ${name}`)
    expect(recipe).toContain('subprocess.run(["npx", "epochwise"')
    writeFileSync(file('recipe.py'), `${before[name]?.()}${recipe}`)
    const { status, stdout, stderr } = execute('python3', ['recipe.py'], { env: { PYTHONPATH: folder } })
    expect(stdout).toContain(shown)
    const stopped = /exit 1$/m.test(stdout)
    expect([status, stderr.includes('CalledProcessError')]).toEqual([stopped ? 1 : 0, stopped])
  })
})

describe('pre-commit', () => {
  const [hook, ...others] = parse(read('.pre-commit-hooks.yaml'))

  it('has one hook, which runs the command of the package', () => {
    expect(others).toEqual([])
    expect(Object.keys(JSON.parse(read('package.json')).bin)).toContain(hook.entry)
    expect([hook.id, hook.language]).toEqual(['epochwise', 'node'])
    const [{ hooks }] = parse(recipesOf('pre-commit')[0] ?? '').repos
    expect(hooks[0].id).toBe(hook.id)
  })

  it.each([
    ['history.csv', true],
    ['runs/1/metrics.csv', true],
    ['out/trainer_state.json', true],
    ['data/train.csv', false],
    ['package.json', false],
  ])('%s: %s', (path, taken) => {
    expect(new RegExp(hook.files).test(path)).toBe(taken)
  })

  it('judges the files that it is given', () => {
    const args = [...hook.args, HEALTHY].map((word) => `'${word}'`).join(' ')
    expect(shell(`npx ${hook.entry} ${args}`).status).toBe(0)
  })
})
