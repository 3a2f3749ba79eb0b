import type { Diagnosis } from './diagnoses/diagnosis.js'
import { diagnoses } from './diagnoses/list.js'
import { UserError } from './errors.js'
import type { Limit } from './limit.js'
import { printable, toAscii } from './text/printable.js'
import { wrap } from './text/wrap.js'
import { type Topic, topics } from './topics.js'

/** Where an explanation goes. */
export interface Page {
  /** Columns. */
  readonly width: number
  readonly unicode: boolean
}

/** What can be explained: the diagnoses and the notions behind them. */
export function explainable(): string[] {
  return [...diagnoses.map(({ id }) => id), ...topics.map(({ id }) => id)]
}

/** Explains a diagnosis or a notion on one page. Throws a UserError for what there is no explanation of. */
export function explain(subject: string, page: Page): string {
  const diagnosis = diagnoses.find(({ id }) => id === subject)
  const topic = topics.find(({ id }) => id === subject)
  if (!diagnosis && !topic)
    throw new UserError(
      `nothing to explain under ${JSON.stringify(printable(subject))}`,
      `there are: ${explainable().join(', ')}`,
    )
  const lines = diagnosis ? explainDiagnosis(diagnosis, page) : topic ? explainTopic(topic, page) : []
  return finish(lines, page)
}

/** All diagnoses with what they mean, their severities and their limits. */
export function listDiagnoses(page: Page): string {
  const lines = diagnoses.flatMap(({ id, severities, summary, limits }) => [
    `${id} (${severities.join(', ')})`,
    ...block('  ', summary, page),
    ...block('  ', `limits: ${spellLimits(limits)}`, page),
    '',
  ])
  return finish(lines.slice(0, -1), page)
}

function explainDiagnosis(
  { id, title, severities, summary, limits, explanation }: Diagnosis,
  page: Page,
): string[] {
  const { sketch, told, causes, remedies, wrong } = explanation
  return [
    `${title.toUpperCase()} (${id}: ${severities.join(', ')})`,
    ...block('', summary, page),
    '',
    ...sketch.map((row) => `  ${row}`),
    '',
    ...titled('Told by', `${told} Limits: ${spellLimits(limits)}.`, page),
    ...titled('Look for', causes.map((cause, k) => `(${k + 1}) ${cause}`).join('; '), page),
    ...titled('Keras', remedies.keras, page),
    ...titled('Lightning', remedies.lightning, page),
    ...titled('Hugging Face', remedies.huggingFace, page),
    ...titled('Wrong', wrong, page),
  ]
}

function explainTopic({ title, summary, sketch, points }: Topic, page: Page): string[] {
  return [
    title.toUpperCase(),
    ...block('', summary, page),
    '',
    ...sketch.map((row) => `  ${row}`),
    '',
    ...points.flatMap(({ about, says }) => titled(about, says, page)),
  ]
}

function spellLimits(limits: Readonly<Record<string, Limit>>): string {
  return Object.entries(limits)
    .map(([name, { value, unit }]) => `${name} ${value} ${unit}`)
    .join('; ')
}

const TITLES = 12

function titled(title: string, message: string, page: Page): string[] {
  return block(`${title.padEnd(TITLES)} `, message, page)
}

function block(lead: string, message: string, { width }: Page): string[] {
  return wrap(message, Math.min(width, 100) - lead.length).map(
    (line, k) => (k === 0 ? lead : ' '.repeat(lead.length)) + line,
  )
}

function finish(lines: readonly string[], { unicode }: Page): string {
  const text = `${lines.join('\n')}\n`
  return unicode ? text : toAscii(text)
}
