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
    ['--fail-on', ['error', 'warning', 'note', 'never', 'regression', 'crashed', ...ids]],
    ['--until', ['error', 'warning', 'note', ...ids]],
    ['--kill-on', ['error', 'warning', 'note', ...ids]],
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

/** Flags that take several values joined by commas. */
const LISTS = new Set(['--fail-on', '--until', '--kill-on', '--level', '--set'])

/** Bash breaks words at `=`, where zsh, which reads this too, does not: what is offered begins where the shell replaces. */
function bash(commands: readonly Word[], flags: readonly Word[]): string {
  const cases = [...valuesAfter(commands)].map(
    ([word, values]) => `    ${word}) offers='${values.join(' ')}' ;;`,
  )
  const names = (words: readonly Word[]) => words.map(({ name }) => name).join(' ')
  return `_epochwise() {
  local line token value previous offers='' ahead='' kept='' word
  line="\${COMP_LINE:0:$COMP_POINT}"
  token="\${line##*[[:space:]]}"
  line="\${line%"$token"}"
  line="\${line%"\${line##*[![:space:]]}"}"
  previous="\${line##*[[:space:]]}"
  value="$token"
  case "$token" in --*=*) previous="\${token%%=*}"; value="\${token#*=}" ;; esac
  case "$previous" in
${cases.join('\n')}
  esac
  case "$previous" in
    ${[...LISTS].join('|')})
      case "$value" in *,*) ahead="\${value%,*},"; value="\${value##*,}" ;; esac ;;
  esac
  if [ -z "$offers" ]; then
    case "$token" in
      --*=*) ;;
      -*) offers='${names(flags)}' ;;
      *) case "$line" in *[[:space:]]*) ;; *) offers='${names(commands)}' ;; esac ;;
    esac
  fi
  ahead="\${token%"$ahead$value"}$ahead"
  case "\${COMP_WORDBREAKS-}" in *=*) kept="\${token%"\${token##*=}"}" ;; esac
  COMPREPLY=()
  for word in $offers; do
    case "$word" in "$value"*) word="$ahead$word"; COMPREPLY+=("\${word#"$kept"}") ;; esac
  done
}
complete -o bashdefault -o default -F _epochwise epochwise
`
}

function fish(commands: readonly Word[], flags: readonly Word[]): string {
  const values = valuesAfter(commands)
  const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`
  const offered = (word: string) => quoted(values.get(word)?.join(' ') ?? '')
  const listed = (name: string) => `__epochwise_${name.slice(2).replaceAll('-', '_')}`
  const lines = [
    ...[...LISTS].map(
      (name) => `function ${listed(name)}; printf '%s\\n' ${values.get(name)?.join(' ')}; end`,
    ),
    ...commands.map(
      ({ name, description }) =>
        `complete -c epochwise -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ),
    ...flags.map(({ name, usage, description }) => {
      const offers = LISTS.has(name) ? `'(__fish_complete_list , ${listed(name)})'` : offered(name)
      const takes = values.has(name) ? ` -xa ${offers}` : usage.includes('<') ? ' -r' : ''
      return `complete -c epochwise -l ${name.slice(2)}${takes} -d ${quoted(description)}`
    }),
    ...['explain', 'completion', 'help'].map(
      (name) => `complete -c epochwise -n '__fish_seen_subcommand_from ${name}' -xa ${offered(name)}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}
