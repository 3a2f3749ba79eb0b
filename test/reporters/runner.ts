/** The commands of GitHub Actions that a line of output can give, as the runner registers them. */
const COMMANDS = new Set([
  ...[
    'error',
    'warning',
    'notice',
    'debug',
    'group',
    'endgroup',
    'add-mask',
    'add-matcher',
    'remove-matcher',
  ],
  ...['stop-commands', 'echo', 'set-env', 'set-output', 'save-state', 'add-path', 'internal-set-repo-path'],
])

export interface Command {
  readonly name: string
  readonly properties: ReadonlyMap<string, string>
  readonly data: string
}

/** What the runner of GitHub makes of a line of output (ActionCommand.cs): a command, or nothing. */
export function commandOf(line: string): Command | undefined {
  return currentCommand(line) ?? olderCommand(line)
}

/** The lines of an output as the runner reads them. */
export function linesOf(output: string): string[] {
  return output.split(/\r\n|\r|\n/)
}

function currentCommand(line: string): Command | undefined {
  const message = line.replace(/^[\s\u0085]+/, '')
  const end = message.startsWith('::') ? message.indexOf('::', 2) : -1
  if (end < 0) return undefined
  const [, name = '', spelt = ''] = /^(\S*) ?(.*)$/s.exec(message.slice(2, end)) ?? []
  if (!COMMANDS.has(name)) return undefined
  const pairs = spelt
    .trim()
    .split(',')
    .map((pair) => pair.split(/=(.*)/s))
  const properties = new Map(
    pairs.map(([key = '', value = '']) => [key, unescapeData(unescapeChar(unescapeChar(value, ':'), ','))]),
  )
  return { name, properties, data: unescapeData(message.slice(end + 2)) }
}

function olderCommand(line: string): Command | undefined {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  if (end < 0) return undefined
  const [name = ''] = line.slice(start + 3, end).split(' ')
  return COMMANDS.has(name) ? { name, properties: new Map(), data: line.slice(end + 1) } : undefined
}

function unescapeChar(text: string, char: string): string {
  return text.replaceAll(`%${char.charCodeAt(0).toString(16).toUpperCase()}`, char)
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
