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

/** What bash offers behind these words, the last of which is being typed. */
function offered(...words: string[]): string[] {
  const asked = `${script('bash')}
COMP_WORDS=(epochwise ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _epochwise
printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr } = spawnSync('bash', ['-c', asked], { cwd: ROOT, encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout.split('\n').filter(Boolean)
}

describe('bash', () => {
  it('is offered commands, flags and their values', () => {
    expect(offered('').sort()).toEqual(COMMANDS.toSorted())
    expect(offered('com')).toEqual(['compare', 'completion'])
    expect(offered('a.csv', '--').length).toBe(flags.length)
    expect(offered('a.csv', '--fail')).toEqual(['--fail-on'])
    expect(offered('--fail-on', 'overf')).toEqual(['overfitting'])
    expect(offered('--fail-on', '=', 'overf')).toEqual(['overfitting'])
    expect(offered('--fail-on', '=')).toContain('regression')
    expect(offered('--format', '').sort()).toEqual(reporters.map(({ id }) => id).sort())
    expect(offered('--set', 'overfitting.ri')).toEqual(['overfitting.rise=0.1'])
    expect(offered('--level', 'unstable=o')).toEqual(['unstable=off'])
    expect(offered('explain', 'div')).toEqual(['diverged'])
  })

  it('is left to its file names where none of these is meant', () => {
    expect(offered('his')).toEqual([])
    expect(offered('a.csv', '')).toEqual([])
    expect(offered('--baseline', 'ma')).toEqual([])
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
