import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { completionFor } from '../src/completion.js'
import { diagnoses } from '../src/diagnoses/list.js'
import { describeInterface } from '../src/options.js'
import { COMMANDS } from '../src/plain.js'
import { settableLimits } from '../src/policy/rules.js'
import { reporters } from '../src/reporters/list.js'
import { ROOT } from './fixtures/paths.js'

const { commands, flags } = describeInterface()
const script = (shell: string) => completionFor(shell, commands, flags)
const without = (program: string) => spawnSync(program, ['--version']).error !== undefined

/** What is offered at the end of a line, by a shell that breaks words at `=` (bash) or does not (zsh). */
function offered(typed: string, breaks = '='): string[] {
  const line = `epochwise ${typed}`
  const asked = `${script('bash')}
set -u; COMP_WORDBREAKS='${breaks}'; COMP_LINE='${line}'; COMP_POINT=${line.length}; _epochwise
printf '%s\\n' "\${COMPREPLY[@]-}"`
  const { stdout, stderr } = spawnSync('bash', ['-c', asked], { cwd: ROOT, encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout.split('\n').filter(Boolean)
}

describe('bash', () => {
  it('is offered commands, flags and their values', () => {
    expect(offered('').sort()).toEqual(COMMANDS.toSorted())
    expect(offered('com')).toEqual(['compare', 'completion'])
    expect(offered('a.csv --').length).toBe(flags.length)
    expect(offered('a.csv   --fail')).toEqual(['--fail-on'])
    expect(offered('--fail-on overf')).toEqual(['overfitting'])
    expect(offered('--fail-on=overf')).toEqual(['overfitting'])
    expect(offered('--fail-on=')).toContain('regression')
    expect(offered('--format ').sort()).toEqual(reporters.map(({ id }) => id).sort())
    expect(offered('--set overfitting.ri')).toEqual(['overfitting.rise=0.1'])
    expect(offered('watch x --until div')).toEqual(['diverged'])
    expect(offered('explain div')).toEqual(['diverged'])
  })

  it('is offered further values behind a comma', () => {
    expect(offered('--fail-on overfitting,unst')).toEqual(['overfitting,unstable'])
    expect(offered('--fail-on=error,overfitting,unst')).toEqual(['error,overfitting,unstable'])
    expect(offered('--fail-on error,')).toContain('error,regression')
    expect(offered('--format json,j')).toEqual([])
  })

  it('is given what stands behind the last =, where it goes on', () => {
    expect(offered('--level unstable=of')).toEqual(['off'])
    expect(offered('--level unstable=off,diverged=n')).toEqual(['note'])
    expect(offered('--level unstable=off,diverged=n', ':')).toEqual(['unstable=off,diverged=note'])
    expect(offered('--level=unstable=off,diverged=n', ':')).toEqual(['--level=unstable=off,diverged=note'])
  })

  it('is left to its file names where none of these is meant', () => {
    expect(offered('his')).toHaveLength(0)
    expect(offered('a.csv ')).toEqual([])
    expect(offered('--baseline ma')).toEqual([])
    expect(offered('--baseline=')).toEqual([])
    expect(script('bash')).toContain('complete -o bashdefault -o default -F _epochwise epochwise')
  })
})

describe('zsh and fish', () => {
  it('are told the same', () => {
    expect(script('zsh')).toContain(script('bash'))
    expect(script('zsh')).toMatch(/^#compdef epochwise\n/)
    for (const { name } of flags) expect(script('fish')).toContain(` -l ${name.slice(2)} `)
    for (const word of [...diagnoses.map(({ id }) => id), ...settableLimits.keys()])
      expect(script('fish')).toContain(word)
  })

  it('fish completes lists one by one', () => {
    expect(script('fish')).toContain("-l fail-on -xa '(__fish_complete_list , __epochwise_fail_on)'")
    expect(script('fish')).toMatch(
      /^function __epochwise_fail_on; printf '%s\\n' error .* unstable .*; end$/m,
    )
  })

  it.skipIf(without('fish'))('fish reads it', () => {
    expect(spawnSync('fish', ['--no-execute'], { input: script('fish'), encoding: 'utf8' }).stderr).toBe('')
  })
  it.skipIf(without('zsh'))('zsh reads it', () => {
    expect(spawnSync('zsh', ['-n'], { input: script('zsh'), encoding: 'utf8' }).stderr).toBe('')
  })
})

it('another shell is answered with those there are', () => {
  expect(() => script('tcsh')).toThrow('completion: no shell "tcsh"')
})
