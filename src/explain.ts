import type { Diagnosis, Severity } from './diagnoses/diagnosis.js'
import { diagnoses } from './diagnoses/list.js'
import { UserError } from './errors.js'
import type { Limit } from './limit.js'
import { readers } from './readers/list.js'
import { codeBlock, proseOf } from './text/markdown.js'
import { hintFor } from './text/nearest.js'
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
      hintFor(subject, explainable()),
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

/** All formats of logs that are read, each with a telling line. */
export function listFormats(page: Page): string {
  const lines = readers.flatMap(({ id, title, sample }) => [
    ...block('', `${id}: ${title}`, page),
    ...block('    ', sample, page),
  ])
  return finish(lines, page)
}

/** What a diagnosis means, for programs that show it beside what was found. */
export interface ManualEntry {
  readonly id: string
  readonly title: string
  readonly summary: string
  /** The gravest that it finds. */
  readonly severity: Severity
  readonly text: string
  readonly markdown: string
}

/** All diagnoses, explained. */
export function manual(): ManualEntry[] {
  return diagnoses.map((diagnosis) => {
    const { id, title, summary, severities, explanation } = diagnosis
    const { sketch } = explanation
    const parts = partsOf(diagnosis).map(([about, says]) => `**${about}**: ${proseOf(says)}`)
    return {
      ...{ id, title, summary, severity: severities[0] ?? 'note' },
      text: explain(id, { width: 80, unicode: true }),
      markdown: [proseOf(summary), codeBlock(sketch), ...parts].join('\n\n'),
    }
  })
}

function explainDiagnosis(diagnosis: Diagnosis, page: Page): string[] {
  const { id, title, severities, summary, explanation } = diagnosis
  return [
    `${title.toUpperCase()} (${id}: ${severities.join(', ')})`,
    ...block('', summary, page),
    '',
    ...explanation.sketch.map((row) => `  ${row}`),
    '',
    ...partsOf(diagnosis).flatMap(([about, says]) => titled(about, says, page)),
  ]
}

function partsOf({ limits, explanation }: Diagnosis): [about: string, says: string][] {
  const { told, causes, remedies, wrong } = explanation
  return [
    ['Told by', `${told} Limits: ${spellLimits(limits)}.`],
    ['Look for', causes.map((cause, k) => `(${k + 1}) ${cause}`).join('; ')],
    ['Keras', remedies.keras],
    ['Lightning', remedies.lightning],
    ['Hugging Face', remedies.huggingFace],
    ['Wrong', wrong],
  ]
}

function explainTopic({ title, summary, sketch, points }: Topic, page: Page): string[] {
  return [
    title.toUpperCase(),
    ...block('', summary, page),
    '',
    ...sketch.map((row) => `  ${row}`.trimEnd()),
    '',
    ...points.flatMap(({ about, says }) => titled(about, says, page)),
  ]
}

/** Limits by their units, in the order of their first one. */
function spellLimits(limits: Readonly<Record<string, Limit>>): string {
  const byUnit = new Map<string, string[]>()
  for (const [name, { value, unit }] of Object.entries(limits))
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), `${name} ${value}`])
  return [...byUnit].map(([unit, names]) => `${names.join(', ')} ${unit}`).join('; ')
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
