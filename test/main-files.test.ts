import { existsSync, linkSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { World } from '../src/main.js'
import { commandOf, linesOf } from './reporters/runner.js'
import { HEALTHY, OVERFITTED } from './reporters/sample.js'
import { Folder, run as runIn } from './world.js'

const folder = Folder.forEach({ 'bad.csv': OVERFITTED, 'good.csv': HEALTHY })
const { file, read } = folder
const run = (argv: readonly string[], env: World['env'] = {}) => runIn(argv, { env })
const toFile = (format: string, name: string) => ['--format', `${format}=${file(name)}`]

describe('the settings in force', () => {
  it.each([
    ['--format', 'json='],
    ['-o', ''],
  ])('are not replaced by a report (%s)', async (flag, before) => {
    writeFileSync(file('c.json'), '{"min-epochs": 2}')
    symlinkSync(file('c.json'), file('link.json'))
    for (const name of ['c.json', 'link.json']) {
      const argv = ['--config', file('c.json'), flag, before + file(name), file('good.csv')]
      const { code, stderr } = await run(argv)
      expect([code, stderr]).toEqual([
        2,
        `epochwise: ${file(name)}: holds the settings in force, and would be overwritten (name another file for the report)\n`,
      ])
      expect(read('c.json')).toBe('{"min-epochs": 2}')
    }
  })
})

describe('what cannot be written', () => {
  it.each([
    [() => ['--format', 'json=/dev/full', '--format', 'text'], {}],
    [() => ['--format', 'text', '--format', 'json=/dev/full'], {}],
    [() => ['--format', 'github'], { GITHUB_OUTPUT: '/dev/full' }],
    [() => ['--format', 'github'], { GITHUB_STEP_SUMMARY: '/no/folder/summary' }],
  ])('is counted in the last line (%#)', async (flags, env) => {
    const { code, stdout, stderr } = await run([...flags(), file('bad.csv')], env)
    expect([code, stdout.trim().split('exit ').at(-1)]).toEqual([2, '2'])
    expect(stderr).toMatch(/disk is full|no such folder/)
  })
})

describe('several formats', () => {
  it('are written each to its file, one to standard output', async () => {
    const argv = [
      '--format',
      'github',
      ...toFile('junit', 'r.xml'),
      ...toFile('json', 'r.json'),
      file('bad.csv'),
    ]
    const { code, stdout, stderr } = await run(argv)
    expect([code, stderr]).toEqual([1, ''])
    expect(linesOf(stdout).flatMap((line) => commandOf(line)?.name ?? [])).toContain('error')
    expect(read('r.xml')).toContain('<testsuites name="epochwise"')
    expect(JSON.parse(read('r.json'))).toMatchObject({
      exitCode: 1,
      runs: [{ verdict: { headline: 'overfitting' } }],
    })
  })

  it('leave the text on standard output where all go to files', async () => {
    const { code, stdout } = await run([...toFile('json', 'r.json'), file('bad.csv')])
    expect(stdout).toBe((await run([file('bad.csv')])).stdout)
    expect(code).toBe(1)
  })

  it('do not change the exit code', async () => {
    expect((await run([...toFile('tap', 'r.tap'), file('good.csv')])).code).toBe(0)
    expect((await run([...toFile('tap', 'r.tap'), '--fail-on', 'never', file('bad.csv')])).code).toBe(0)
  })

  it('are written even when no log could be read', async () => {
    const { code } = await run([...toFile('json', 'r.json'), ...toFile('text', 'r.txt'), file('none.csv')])
    expect(code).toBe(2)
    expect(JSON.parse(read('r.json')).errors).toHaveLength(1)
    expect(read('r.txt')).toContain('1 log not read')
  })

  it('in files are of 80 columns and without colour, whatever the terminal', async () => {
    await run([...toFile('text', 'r.txt'), file('bad.csv')], { COLUMNS: '200', FORCE_COLOR: '3', LANG: 'C' })
    expect(read('r.txt')).not.toContain('\u001b')
    expect(read('r.txt')).toMatch(/[┏┓┗┛]/)
    for (const line of read('r.txt').split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })
})

describe('a file that cannot be written', () => {
  it('in a missing folder is refused before anything is judged', async () => {
    const { code, stdout, stderr } = await run([...toFile('json', 'no/r.json'), file('bad.csv')])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^epochwise: .*no\/r\.json: there is no folder .*\n$/)
  })

  it('because it is a folder is refused', async () => {
    const { code, stderr } = await run(['--format', `json=${folder.path}`, file('bad.csv')])
    expect(code).toBe(2)
    expect(stderr).toContain('a folder, not a file')
  })

  it('because it is a log is refused, and the log is kept', async () => {
    const { code, stderr } = await run([...toFile('json', './good.csv'), file('bad.csv'), file('good.csv')])
    expect(code).toBe(2)
    expect(stderr).toContain('would be overwritten')
    expect(read('good.csv')).toBe(HEALTHY)
  })

  it('because -o names the log, whose ending is that of no report, is refused', async () => {
    const { code, stderr } = await run(['-o', file('good.csv'), file('good.csv')])
    expect([code, read('good.csv')]).toEqual([2, HEALTHY])
    expect(stderr).toContain('csv is the ending of no format')
  })

  it.each([['a link'], ['a hard link']])(
    'because it is a log under another name is refused: %s',
    async (how) => {
      if (how === 'a link') symlinkSync(file('good.csv'), file('other.csv'))
      else linkSync(file('good.csv'), file('other.csv'))
      for (const [log, place] of [
        ['good.csv', 'other.csv'],
        ['other.csv', 'good.csv'],
      ] as const) {
        const { code, stderr } = await run(['--format', `text=${file(place)}`, file(log)])
        expect([code, read('good.csv')]).toEqual([2, HEALTHY])
        expect(stderr).toContain('would be overwritten')
      }
    },
  )

  it('because it lists the logs, or takes two formats, is refused', async () => {
    writeFileSync(file('list.txt'), `${file('good.csv')}\n`)
    expect((await run(['--files-from', file('list.txt'), '-o', file('list.txt')])).code).toBe(2)
    expect(read('list.txt')).toBe(`${file('good.csv')}\n`)
    const twice = [...toFile('json', 'r'), '--format', `tap=${file('./r')}`, file('good.csv')]
    expect((await run(twice)).code).toBe(2)
    const { code, stderr } = await run([...toFile('json', 'r'), '-o', `${folder.path}/./r`, file('good.csv')])
    expect([code, stderr.includes('is the same file as')]).toEqual([2, true])
  })

  it.skipIf(!existsSync('/dev/full'))(
    'because the disk is full ends with 2, the others written',
    async () => {
      const argv = ['--format', 'json=/dev/full', ...toFile('tap', 'r.tap'), file('good.csv')]
      const { code, stdout, stderr } = await run(argv)
      expect(code).toBe(2)
      expect(stdout).toContain('HEALTHY')
      expect(stderr).toMatch(/^epochwise: \/dev\/full: the disk is full \(.*\)\n$/)
      expect(read('r.tap')).toMatch(/^TAP version 14\n/)
    },
  )
})

describe('on GitHub', () => {
  const env = () => ({ GITHUB_STEP_SUMMARY: file('summary.md'), GITHUB_OUTPUT: file('output') })

  it('the github format appends the summary of the job and the outputs of the step', async () => {
    writeFileSync(file('summary.md'), 'before\n')
    const { code } = await run(['--format', 'github', file('bad.csv')], env())
    expect(read('summary.md')).toMatch(/^before\n### ✖ overfitting from \d+: /)
    expect(read('summary.md').length).toBeLessThan(2 ** 20)
    expect(read('output')).toMatch(/^verdict=failing\nbest-epoch=\d+\nexit-code=1\n$/)
    expect(code).toBe(1)
  })

  it('a summary that is full is left as it is, said aloud, and stops nothing', async () => {
    writeFileSync(file('summary.md'), 'x'.repeat(2 ** 20 - 100))
    const { code, stderr } = await run(['--format', 'github', file('good.csv')], env())
    expect([code, read('summary.md').length]).toEqual([0, 2 ** 20 - 100])
    expect(stderr).toMatch(/^epochwise: the summary of this job is full .*\n$/)
    expect(read('output')).toContain('verdict=healthy')
  })

  it('no other format does', async () => {
    await run(['--format', 'json', file('bad.csv')], env())
    expect(existsSync(file('summary.md'))).toBe(false)
    expect(existsSync(file('output'))).toBe(false)
  })

  it('a file that cannot be written ends with 2', async () => {
    const { code, stderr } = await run(['--format', 'github', file('good.csv')], {
      GITHUB_OUTPUT: folder.path,
    })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^epochwise: .*\n$/)
  })

  it('annotations name the log from the top of the repository', async () => {
    const { stdout } = await run(['--format', 'github', file('bad.csv')], { GITHUB_WORKSPACE: folder.path })
    expect(commandOf(linesOf(stdout)[0] ?? '')?.properties.get('file')).toBe('bad.csv')
  })
})
