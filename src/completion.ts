import { diagnoses } from './diagnoses/list.js'
import { UserError } from './errors.js'
import { explainable } from './explain.js'
import { LEVELS, settableLimits } from './policy/rules.js'
import { readers } from './readers/list.js'
import { reporters } from './reporters/list.js'
import { hintFor } from './text/nearest.js'

/** A command or a flag with what is said of it. */
export interface Word {
  readonly name: string
  /** As the help spells it, with what it takes. */
  readonly usage: string
  readonly description: string
}

const SHELLS = ['bash', 'zsh', 'fish']

/**
 * What a shell has to be told to complete commands, flags and their values; where none of these is meant it completes
 * the names of files. Throws a UserError for a shell that is not known.
 */
export function completionFor(shell: string, commands: readonly Word[], flags: readonly Word[]): string {
  if (shell === 'fish') return fish(commands, flags)
  if (shell === 'bash') return bash(commands, flags)
  if (shell === 'zsh')
    return `#compdef epochwise\nautoload -U +X bashcompinit && bashcompinit\n${bash(commands, flags)}`
  throw new UserError(`completion: no shell ${JSON.stringify(shell)}`, hintFor(shell, SHELLS))
}

/** The words that may follow a flag or a command. */
function valuesAfter(commands: readonly Word[]): ReadonlyMap<string, readonly string[]> {
  const ids = diagnoses.map(({ id }) => id)
  return new Map([
    ['--fail-on', ['error', 'warning', 'note', 'never', 'regression', ...ids]],
    ['--undecided', ['fail', 'pass']],
    ['--level', ids.flatMap((id) => LEVELS.map((level) => `${id}=${level}`))],
    ['--set', [...settableLimits].map(([name, { value }]) => `${name}=${value}`)],
    ['--format', reporters.map(({ id }) => id)],
    ['--log-format', readers.map(({ id }) => id)],
    ['--run', ['all']],
    ['explain', explainable()],
    ['completion', SHELLS],
    ['help', ['all', ...commands.map(({ name }) => name)]],
  ])
}

function bash(commands: readonly Word[], flags: readonly Word[]): string {
  const cases = [...valuesAfter(commands)].map(
    ([word, values]) => `    ${word}) words='${values.join(' ')}' ;;`,
  )
  return `_epochwise() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=''
  if [ "$current" = = ]; then current=''; fi
  if [ "$previous" = = ]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  case "$previous" in
${cases.join('\n')}
  esac
  if [ -z "$words" ]; then
    case "$current" in
      -*) words='${flags.map(({ name }) => name).join(' ')}' ;;
      *) if [ "$COMP_CWORD" -eq 1 ]; then words='${commands.map(({ name }) => name).join(' ')}'; fi ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _epochwise epochwise
`
}

function fish(commands: readonly Word[], flags: readonly Word[]): string {
  const values = valuesAfter(commands)
  const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`
  const offered = (word: string) => quoted(values.get(word)?.join(' ') ?? '')
  const lines = [
    ...commands.map(
      ({ name, description }) =>
        `complete -c epochwise -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ),
    ...flags.map(({ name, usage, description }) => {
      const takes = values.has(name) ? ` -xa ${offered(name)}` : usage.includes('<') ? ' -r' : ''
      return `complete -c epochwise -l ${name.slice(2)}${takes} -d ${quoted(description)}`
    }),
    ...['explain', 'completion', 'help'].map(
      (name) => `complete -c epochwise -n '__fish_seen_subcommand_from ${name}' -xa ${offered(name)}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}
