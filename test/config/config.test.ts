import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findConfiguration } from '../../src/config/find.js'
import { readConfiguration } from '../../src/config/load.js'
import { combine } from '../../src/config/settings.js'
import { showConfiguration } from '../../src/config/show.js'
import { type JudgeOptions, parseOptions } from '../../src/options.js'
import { settableLimits } from '../../src/policy/rules.js'
import { refusal } from '../refusal.js'

let top = ''
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'epochwise-'))
})
afterEach(() => rmSync(top, { recursive: true }))
function put(name: string, text: string): void {
  mkdirSync(dirname(join(top, name)), { recursive: true })
  writeFileSync(join(top, name), text)
}
const find = (folder = '.') => findConfiguration(undefined, join(top, folder))
const json = (value: unknown) =>
  readConfiguration({ path: 'c.json', language: 'json', section: [], text: JSON.stringify(value) })
const toml = (text: string) =>
  readConfiguration({ path: 'pyproject.toml', language: 'toml', section: ['tool', 'epochwise'], text })

describe('settings are found', () => {
  it.each([
    ['.epochwise.json', '{ "fail-on": "warning" }'],
    ['epochwise.config.json', '\ufeff{ "fail-on": "warning" }'],
    ['package.json', '{ "name": "x", "epochwise": { "fail-on": "warning" } }'],
    ['pyproject.toml', '[project]\nname = "x"\n[tool.epochwise]\nfail-on = "warning"\n'],
    ['pyproject.toml', '[tool]\nepochwise.fail-on = "warning"\n'],
  ])('in %s', async (name, text) => {
    put(name, text)
    expect((await find())?.settings).toEqual({ 'fail-on': 'warning' })
  })

  it('in the nearest directory that has any, up to the top of the repository', async () => {
    put('.epochwise.json', '{ "fail-on": "note" }')
    put('repo/pyproject.toml', '[tool.epochwise]\nfail-on = "warning"\n')
    put('repo/.git/HEAD', '')
    put('repo/train/pyproject.toml', '[project]\nname = "epochwise-user"\n')
    put('repo/train/deep/.epochwise.json', '{}')
    put('bare/.git/HEAD', '')
    mkdirSync(join(top, 'bare', 'sub'))
    expect((await find('repo/train'))?.settings).toEqual({ 'fail-on': 'warning' })
    expect((await find('repo/train/deep'))?.settings).toEqual({})
    expect(await find('bare/sub')).toBeUndefined()
  })

  it('not in files of others that do not speak of us, however broken', async () => {
    put('.git/HEAD', '')
    put('pyproject.toml', '[tool.other\n')
    put('package.json', '{ "name": ')
    expect(await find()).toBeUndefined()
  })

  it.each(['.epochwise.json', 'epochwise.config.json', 'pyproject.toml', 'package.json'])(
    'not without a word where %s is a link that leads nowhere',
    async (name) => {
      put('.git/HEAD', '')
      symlinkSync(join(top, 'gone'), join(top, name))
      await expect(find()).rejects.toThrow(new RegExp(`${name}: a link to a file that is not there$`))
    },
  )

  it.each([
    ['pyproject.toml', '[tool.epochwise]\nfail-on = "warning"\n', 'utf16le'],
    ['.epochwise.json', '{ "fail-on": "warning" }', 'utf16le'],
    ['pyproject.toml', '[tool.epochwise]\nfail-on = "warning"\n', 'utf16be'],
  ])('in %s as PowerShell writes it: %j in %s', async (name, text, encoding) => {
    put('.git/HEAD', '')
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    writeFileSync(join(top, name), encoding === 'utf16be' ? bytes.swap16() : bytes)
    expect((await find())?.settings).toEqual({ 'fail-on': 'warning' })
  })

  it.each([
    ['pyproject.toml', '[tool.epochwize]\n', '[tool.epochwize]'],
    ['pyproject.toml', '[project]\nname = "x"\n[tools.epochwise]\nx = 1\n', '[tools.epochwise]'],
    ['pyproject.toml', '[epochwise]\nx = 1\n', '[epochwise]'],
    ['pyproject.toml', '[tool."Epoch-Wise"]\n', '[tool.Epoch-Wise]'],
    ['package.json', '{ "name": "x", "Epochwise": { } }', '"Epochwise"'],
    ['package.json', '{ "epochwize": { "fail-on": "never" } }', '"epochwize"'],
  ])('in no table of another name, and that is said: %s with %j', async (name, text, table) => {
    put('.git/HEAD', '')
    put(name, text)
    const ours = name === 'package.json' ? '"epochwise"' : '[tool.epochwise]'
    await expect(find()).rejects.toMatchObject({
      message: expect.stringContaining(`${name}: ${table} is none of our tables`),
      hint: `did you mean ${ours}?`,
    })
  })

  it.each([
    ['pyproject.toml', '[project]\nname = "epochwise-user"\n[tool.epoch]\nx = 1\n[tool.epochs]\nx = 1\n'],
    ['pyproject.toml', '[tool]\nx = "epochwise"\n[tool.epochwork-queue]\n'],
    [
      'package.json',
      '{ "scripts": { "epochwise": 1 }, "overrides": { "epochwise": { "x": "1" } }, "epochs": {} }',
    ],
  ])('in no table of others whose name is like ours: %s with %j', async (name, text) => {
    put('.git/HEAD', '')
    put(name, text)
    expect(await find()).toBeUndefined()
  })

  it.each([
    ['my.json', '{ "epochwise": { "fail-on": "never" }, "fail-on": "error" }', '"epochwise"'],
    ['my.toml', 'fail-on = "error"\n[tool.epochwise]\nfail-on = "never"\n', '[tool.epochwise]'],
    ['.epochwise.json', '{ "levels": { }, "epochwise": { } }', '"epochwise"'],
  ])('not beside the table that counts: %s with %j', async (name, text, table) => {
    put(name, text)
    await expect(findConfiguration(join(top, name))).rejects.toMatchObject({
      message: expect.stringMatching(/: (?:fail-on|levels): counts for nothing beside /),
      hint: `write all settings in ${table}, or none`,
    })
  })

  it.each([
    ['', /^--config: no file is named$/],
    ['a.yaml', /^a\.yaml: neither \.toml nor \.json$/],
    ['setup.cfg', /^setup\.cfg: neither \.toml nor \.json$/],
  ])('in no file called %j', async (name, why) => {
    await expect(findConfiguration(name)).rejects.toThrow(why)
  })

  it('with a baseline that lies beside the file', async () => {
    put('repo/.epochwise.json', '{ "baseline": ["main/a.csv", "/b.csv"], "tolerance": 0.02 }')
    const found = await find('repo/sub/deep')
    expect(found?.settings.tolerance).toBe(0.02)
    const [beside = '', absolute] = found?.settings.baseline ?? []
    expect(resolve(beside)).toBe(join(top, 'repo', 'main', 'a.csv'))
    expect(absolute).toBe('/b.csv')
  })

  it.each([
    '{ "name": "epochwise", "bin": { "epochwise": "x.js" }, ',
    '{ "devDependencies": { "epochwise": "^1.0.0" }, ',
  ])('not in a package that only names us, which is not even read: %s', async (text) => {
    put('.git/HEAD', '')
    put('package.json', text)
    expect(await find()).toBeUndefined()
  })

  it.each([
    ['my.toml', '[tool.epochwise]\nfail-on = "note"\n[tool.other]\nx = 1\n'],
    ['MY.TOML', 'fail-on = "note"\n'],
    ['my.json', '{ "fail-on": "note" }'],
    ['my.json', '{ "name": "x", "epochwise": { "fail-on": "note" } }'],
    ['pyproject.toml', '[tool.epochwise]\nfail-on = "note"\n'],
  ])('in a file that is named, here %s, as its ending says: %j', async (name, text) => {
    put(name, text)
    expect((await findConfiguration(join(top, name)))?.settings).toEqual({ 'fail-on': 'note' })
  })

  it('in no table of others, nor beside it', async () => {
    put('my.toml', '[tool.other]\nfail-on = "note"\n')
    await expect(findConfiguration(join(top, 'my.toml'))).rejects.toThrow(
      /my\.toml: no settings of epochwise/,
    )
    put('bad.toml', '[tool.epochwise]\nfail_on = "note"\n')
    await expect(findConfiguration(join(top, 'bad.toml'))).rejects.toThrow(
      /bad\.toml: \[tool\.epochwise\] fail_on: no such key/,
    )
  })

  it('in one of several files of a directory, and which do not count is known', async () => {
    put('repo/.git/HEAD', '')
    put('repo/.epochwise.json', '{ "fail-on": "warning" }')
    put('repo/pyproject.toml', '[tool.epochwise]\nfail-on = "never"\n')
    put('repo/package.json', '{ "dependencies": { "epochwise": "^1.0.0" }, "scripts": { "epochwise": 1 } }')
    put('repo/sub/pyproject.toml', '[project]\ndependencies = ["epochwise"]\n[tool.epochwise]\n')
    put('repo/sub/package.json', '{ "epochwise": { ')
    const found = await find('repo')
    expect(found?.settings).toEqual({ 'fail-on': 'warning' })
    expect(found?.ignored.map((path) => basename(path))).toEqual(['pyproject.toml'])
    expect((await find('repo/sub'))?.ignored).toEqual([])
  })

  it('in a file of any name, or not at all', async () => {
    put('other.toml', 'fail-on = "note"\n')
    put('.epochwise.json', '{ "fail-on": "warning" }')
    expect((await findConfiguration(join(top, 'other.toml')))?.settings).toEqual({ 'fail-on': 'note' })
    expect(await findConfiguration(false, top)).toBeUndefined()
    await expect(findConfiguration(join(top, 'none.toml'))).rejects.toThrow(/none\.toml: no such file/)
    put('pyproject.toml', '[tool.other]\n')
    await expect(findConfiguration(join(top, 'pyproject.toml'))).rejects.toThrow(/no settings of epochwise/)
  })
})

describe('a mistake is named with its file, its key, what was expected and the nearest key', () => {
  it.each([
    [{ fail_on: 'error' }, 'c.json: fail_on: no such key', 'did you mean fail-on?'],
    [{ level: {} }, 'c.json: level: no such key', 'did you mean levels?'],
    [{ levels: { overfit: 'off' } }, 'c.json: levels.overfit: no such key', 'did you mean overfitting?'],
    [{ levels: { unstable: 'warn' } }, 'c.json: levels.unstable: expected off, note, warning or error', ''],
    [
      { limits: { overfitting: { rize: 1 } } },
      'c.json: limits.overfitting.rize: no such key',
      'did you mean rise?',
    ],
    [
      { limits: { 'overfitting.rise': 0.2 } },
      'c.json: limits.overfitting.rise: no such key',
      'a table in a table: "overfitting": { "rise": ... }',
    ],
    [{ limits: { 'overfitting.rize': 1 } }, 'overfitting.rize: no such key', '"overfitting": { "rise"'],
    [{ limits: { 'overfit.rise': 1 } }, 'overfit.rise: no such key', 'did you mean overfitting?'],
    [{ limits: { 'overfitting.zzz': 1 } }, 'overfitting.zzz: no such key', 'there are: rise,'],
    [{ limits: { overfitting: { rise: 'ten' } } }, 'c.json: limits.overfitting.rise: expected a number', ''],
    [{ limits: { overfitting: { rise: '0.2' } } }, 'c.json: limits.overfitting.rise: expected a number', ''],
    [{ limits: { overfitting: { rise: '-5%' } } }, 'c.json: limits.overfitting.rise: expected a number', ''],
    [{ limits: { overfitting: { steadiness: '110%' } } }, 'expected a number from 0 to 1, or per cent', ''],
    [{ tolerance: '2' }, 'c.json: tolerance: expected a share from 0 to 1, or per cent ("2%")', ''],
    [{ tolerance: '200%' }, 'c.json: tolerance: expected a share from 0 to 1, or per cent ("2%")', ''],
    [{ tolerance: 2 }, 'c.json: tolerance: expected a share from 0 to 1, or per cent ("2%")', ''],
    [
      { limits: { overfitting: { steadiness: 2 } } },
      'limits.overfitting.steadiness: expected a number from 0 to 1',
      '',
    ],
    [{ limits: { overfitting: 0.2 } }, 'c.json: limits.overfitting: expected a table', ''],
    [{ 'min-epochs': 0 }, 'c.json: min-epochs: expected a whole number from 1', ''],
    [{ 'min-epochs': '5' }, 'c.json: min-epochs: expected a whole number from 1', ''],
    [{ classes: 2.5 }, 'c.json: classes: expected a whole number from 2', ''],
    [{ undecided: 'skip' }, 'c.json: undecided: expected fail or pass', ''],
    [
      { 'fail-on': 'overfit' },
      'c.json: fail-on: no severity or diagnosis "overfit"',
      'did you mean overfitting?',
    ],
    [
      { 'fail-on': ['overfitting'], levels: { overfitting: 'off' } },
      'c.json: fail-on: overfitting is turned off',
      '',
    ],
    [{ require: ['val_loss'] }, 'c.json: require: "val_loss": it has none of', 'for example'],
    [{ format: ['json', 'text'] }, 'c.json: format: json and text both go to standard output', ''],
    [{ chart: 'no' }, 'c.json: chart: expected true or false', ''],
    [[], 'c.json: expected a table of settings', ''],
    ['error', 'c.json: expected a table of settings', ''],
  ])('%j', (settings, message, hint) => {
    const error = refusal(() => json(settings))
    expect(error.message).toContain(message)
    expect(error.hint).toContain(hint)
    expect(error.message).not.toMatch(/[\n\r]/)
  })

  it('in TOML with its table, and the line of what is no TOML', () => {
    expect(refusal(() => toml('[tool.epochwise]\nfail_on = "x"\n')).message).toBe(
      'pyproject.toml: [tool.epochwise] fail_on: no such key',
    )
    expect(refusal(() => toml('[tool.epochwise]\nfail-on = \n')).message).toMatch(
      /^pyproject\.toml: line 2: no TOML: /,
    )
    const broken = { path: 'c.json', language: 'json', section: [], text: '{' } as const
    expect(refusal(() => readConfiguration(broken)).message).toMatch(/^c\.json: no JSON: /)
    const twice = { ...broken, text: '{"fail-on": "error", "fail-on": "never"}' }
    expect(refusal(() => readConfiguration(twice)).message).toBe(
      'c.json: no JSON: the key "fail-on" stands there twice',
    )
  })

  it.each(['{"__proto__": {"fail-on": "never"}}', '{"constructor": 1}'])('even in %s', (text) => {
    const file = { path: 'c.json', language: 'json', section: [], text } as const
    expect(refusal(() => readConfiguration(file)).message).toContain('no such key')
  })
})

describe('the command line and the file', () => {
  const options = (argv: readonly string[], file: unknown): JudgeOptions => {
    const parsed = parseOptions(argv, json(file))
    if (parsed.command !== 'judge') throw new Error('not judged')
    return parsed
  }

  it('every setting of a file reaches what it is for', () => {
    const file = {
      ...{ 'fail-on': ['error', 'unstable'], undecided: 'pass', require: 'val_loss < 1', 'min-epochs': 5 },
      ...{ levels: { 'not-learning': 'off' }, limits: { overfitting: { rise: 0.2 } } },
      ...{
        format: ['json', 'junit=r.xml'],
        'log-format': 'csv',
        run: 'all',
        classes: 10,
        'val-samples': 500,
      },
      ...{ 'train-loss': 'a', 'val-loss': 'b', 'train-acc': 'c', 'val-acc': 'd' },
      ...{ width: 60, ascii: true, chart: false, full: true },
    }
    expect(options(['x.csv'], file)).toMatchObject({
      gate: { stops: ['error', { diagnosis: 'unstable' }], undecided: 'pass' },
      destinations: [{ format: 'json' }, { format: 'junit', path: 'r.xml' }],
      diagnose: {
        ...{ run: 'all', logFormat: 'csv', facts: { classes: 10, validationSamples: 500 } },
        columns: { trainLoss: 'a', validationLoss: 'b', trainAccuracy: 'c', validationAccuracy: 'd' },
        requirements: [{ text: 'val_loss < 1' }, { text: 'epochs >= 5' }],
        rules: { levels: { 'not-learning': 'off' }, limits: { 'overfitting.rise': 0.2 } },
      },
      ...{ width: 60, ascii: true, chart: false, full: true },
    })
  })

  it.each([
    ['--fail-on', 'note', { gate: { stops: ['note'] } }],
    ['--undecided', 'fail', { gate: { undecided: 'fail' } }],
    ['--width', '90', { width: 90 }],
    ['--format', 'tap', { destinations: [{ format: 'tap' }] }],
    [
      '--require',
      'loss < 2',
      { diagnose: { requirements: [{ text: 'val_loss < 1' }, { text: 'loss < 2' }] } },
    ],
    ['--level', 'diverged=note', { diagnose: { rules: { levels: { unstable: 'off', diverged: 'note' } } } }],
    ['--level', 'unstable=note', { diagnose: { rules: { levels: { unstable: 'note' } } } }],
    [
      ...['--set', 'overfitting.gap=3'],
      { diagnose: { rules: { limits: { 'overfitting.rise': 0.2, 'overfitting.gap': 3 } } } },
    ],
    ['--set', 'overfitting.rise=0.3', { diagnose: { rules: { limits: { 'overfitting.rise': 0.3 } } } }],
  ] as const)('%s %s goes before the file, and adds to what adds up', (flag, value, expected) => {
    const file = {
      ...{ 'fail-on': 'warning', undecided: 'pass', width: 60, format: 'json', require: ['val_loss < 1'] },
      ...{ levels: { unstable: 'off' }, limits: { overfitting: { rise: 0.2 } } },
    }
    expect(options([flag, value, 'x.csv'], file)).toMatchObject(expected)
  })

  it('per cent mean in a file what they mean on the command line', () => {
    const file = { tolerance: '2%', limits: { overfitting: { rise: ' 50 %', steadiness: '5e1%' } } }
    const asked = options(['x'], file)
    expect(asked.tolerance).toBe(0.02)
    expect(asked.diagnose.rules?.limits).toEqual({
      'overfitting.rise': 0.5,
      'overfitting.steadiness': 0.5,
    })
    expect(
      options(['--tolerance', '2%', '--set', 'overfitting.rise=50%,overfitting.steadiness=50%', 'x'], {}),
    ).toEqual(asked)
  })

  it('a gate on what is turned off is refused', () => {
    const error = refusal(() => options(['--level', 'overfitting=off', '--fail-on', 'overfitting', 'x'], {}))
    expect(error.message).toBe('--fail-on: overfitting is turned off')
  })

  it('settings of one name do not touch others', () => {
    const both = combine(json({ limits: { unstable: { swing: 1 } } }) ?? {}, {
      limits: { overfitting: { rise: 1 } },
    })
    expect(both.limits).toEqual({ unstable: { swing: 1 }, overfitting: { rise: 1 } })
  })

  it('every limit can be set in a file', () => {
    for (const [path, { value }] of settableLimits) {
      const [id = '', name = ''] = path.split('.')
      expect(options(['x'], { limits: { [id]: { [name]: value } } }).diagnose.rules?.limits).toEqual({
        [path]: value,
      })
    }
  })
})

describe('epochwise config', () => {
  it('shows what is in force, and where each value comes from', () => {
    const settings =
      json({ 'fail-on': 'warning', require: ['a < 1'], levels: { unstable: 'off' }, width: 60 }) ?? {}
    const line = { require: ['b < 1'], limits: { overfitting: { rise: 0.2 } }, width: 70 }
    const shown = showConfiguration({ from: 'pyproject.toml', settings }, line, 80)
    const rows = new Map(
      shown.split('\n').flatMap((row) => {
        const [, key, value, from] = /^(\S+) = (.*?) +# (.*)$/.exec(row) ?? []
        return key ? [[key, [value, from]]] : []
      }),
    )
    expect(Object.fromEntries(rows)).toEqual({
      'fail-on': ['"warning"', 'pyproject.toml'],
      format: ['"text"', 'default'],
      chart: ['true', 'default'],
      ascii: ['false', 'default'],
      full: ['false', 'default'],
      require: ['["a < 1","b < 1"]', 'pyproject.toml and command line'],
      width: ['70', 'command line'],
      'levels.unstable': ['"off"', 'pyproject.toml'],
      'limits.overfitting.rise': ['0.2', 'command line'],
    })
  })

  it('says where settings are looked for when there are none', () => {
    expect(showConfiguration(undefined, {}, 80)).toContain('[tool.epochwise]')
  })

  it('lets nothing from a file steer a terminal or a CI system', () => {
    const settings = { require: ['\u001b[31m < 1', '\n::error::x < 1'], 'val-loss': '::error::' }
    const shown = showConfiguration({ from: '::error::\u001b.json', settings }, {}, 80)
    expect(shown).not.toMatch(/\u001b|^\s*::/m)
  })
})

describe('the program', () => {
  const BIN = join(import.meta.dirname, '..', '..', 'bin', 'epochwise.js')
  const LOG = `epoch,loss,val_loss\n${Array.from({ length: 12 }, (_, k) => `${k},${k < 6 ? 1 / (k + 1) : 'nan'},1`).join('\n')}\n`
  function epochwise(folder: string, ...argv: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...argv], {
      cwd: join(top, folder),
      encoding: 'utf8',
    })
    return { code: status, out: stdout, err: stderr }
  }

  it('judges by the nearest file, unless told otherwise', () => {
    put('repo/.git/HEAD', '')
    put('repo/pyproject.toml', '[tool.epochwise]\nfail-on = "never"\n')
    put('repo/sub/log.csv', LOG)
    put('repo/other.json', '{ "fail-on": "diverged" }')
    expect(epochwise('repo/sub', 'log.csv').code).toBe(0)
    expect(epochwise('repo/sub', '--no-config', 'log.csv').code).toBe(1)
    expect(epochwise('repo/sub', '--config', '../other.json', 'log.csv').code).toBe(1)
    expect(epochwise('repo/sub', '--fail-on', 'error', 'log.csv').code).toBe(1)
    expect(epochwise('repo/sub', 'config').out).toContain('fail-on = "never"  # ../pyproject.toml')
  })

  it('says aloud which of two files beside one another counts', () => {
    put('.git/HEAD', '')
    put('.epochwise.json', '{ "fail-on": "never" }')
    put('pyproject.toml', '[tool.epochwise]\nfail-on = "error"\n')
    put('log.csv', LOG)
    const warning =
      'epochwise: settings are those of .epochwise.json; pyproject.toml beside it holds some too, which count for nothing (keep one of them, or name one with --config)\n'
    expect(epochwise('.', '--quiet', 'log.csv')).toEqual({ code: 0, out: '', err: warning })
    expect(epochwise('.', '--quiet', 'log.csv', '--config', '.epochwise.json').err).toBe('')
    expect(epochwise('.', 'config').out).toContain(
      'pyproject.toml holds settings too, and counts for nothing.',
    )
  })

  it('shows settings that are wrong, beside those in force', () => {
    put('.git/HEAD', '')
    put(
      'pyproject.toml',
      '[tool.epochwise]\nfail-no = 1\nunknown = 2\ntolerance = "much"\nrequire = "a"\nwidth = 60\n[tool.epochwise.limits.overfitting]\nrise = -1\ngap = 3\n',
    )
    const { code, out, err } = epochwise('.', 'config', '--fail-on', 'warning')
    expect(code).toBe(2)
    expect(out).toContain('fail-on = "warning"')
    expect(out).toMatch(/^width = 60 +# pyproject\.toml$/m)
    expect(out).toMatch(/^limits\.overfitting\.gap = 3 +# pyproject\.toml$/m)
    expect(out).not.toMatch(/tolerance|require|rise/)
    expect(
      err
        .trimEnd()
        .split('\n')
        .map((line) => /\] (\S+):/.exec(line)?.[1])
        .sort(),
    ).toEqual(['fail-no', 'limits.overfitting.rise', 'require', 'tolerance', 'unknown'])
    expect(err).toContain('fail-no: no such key (did you mean fail-on?)')
  })

  it('shows what there is beside a file that cannot be read, and settings that do not go together', () => {
    put('.git/HEAD', '')
    put('.epochwise.json', '{ "fail-on": ')
    expect(epochwise('.', 'config', '--width', '60')).toMatchObject({
      code: 2,
      out: expect.stringContaining('width = 60'),
      err: expect.stringMatching(/^epochwise: \.epochwise\.json: no JSON: /),
    })
    put('.epochwise.json', '{ "fail-on": ["overfitting"] }')
    expect(epochwise('.', 'config', '--level', 'overfitting=off')).toMatchObject({
      code: 2,
      out: expect.stringContaining('levels.overfitting = "off"'),
      err: expect.stringContaining('--fail-on: overfitting is turned off'),
    })
  })

  it('ends with 2 and one line for a mistake in the file', () => {
    put('.epochwise.json', '{ "fail-no": "never" }')
    put('log.csv', LOG)
    const { code, out, err } = epochwise('.', 'log.csv')
    expect([code, out, err]).toEqual([
      2,
      '',
      'epochwise: .epochwise.json: fail-no: no such key (did you mean fail-on?)\n',
    ])
  })
})
