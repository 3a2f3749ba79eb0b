import type { PictureOptions } from '../chart/chart.js'
import { clearChecks, leavesDoubt, unanswered } from '../checks.js'
import { describeBest, describeCorners, describeRelations } from '../ending.js'
import { type NamedFinding, type RunReport, titleOf } from '../report.js'
import { presentCurves } from '../run/run.js'
import { headlineOf } from '../screen/overview.js'
import { describeSpan } from '../screen/sheet.js'
import { tag, textTag } from './markup.js'
import { pictureOf, svgOf } from './picture.js'
import { tableOfEpochs } from './table.js'

/** All that is said of one run, as a section of a page. `number` tells it from the others. */
export function sectionOf(report: RunReport, number: number, asked: PictureOptions): string {
  const { run, verdict, findings, checks } = report
  const { drawings, remarks } = pictureOf(report, asked)
  const { tint, headline, since } = headlineOf(report)
  const id = `run${number}`
  const doubt = verdict.status === 'healthy' && leavesDoubt(checks) ? ' (as far as can be told)' : ''
  const names = presentCurves(run.curves).map(({ name }) => name)
  return tag(
    'section',
    { id, 'aria-labelledby': `${id}-name` },
    textTag('h2', { id: `${id}-name` }, titleOf(report)),
    textTag(
      'p',
      { class: 'about' },
      [run.format, describeSpan(report), names.join(' ')].filter(Boolean).join(' · '),
    ),
    textTag('p', { class: `verdict ${tint}` }, `${headline}${since}${doubt}`),
    ...(findings.length === 0 || verdict.status === 'undecided' ? [textTag('p', {}, verdict.summary)] : []),
    ...(drawings.length > 0
      ? [tag('div', { class: 'panels' }, ...drawings.map((drawing, k) => svgOf(drawing, `${id}-${k}`)))]
      : []),
    ...remarks.map((line) => textTag('p', { class: 'remark' }, line)),
    ...findings.map((finding) => findingOf(finding, run.axis)),
    detailsOf(report),
    tag('details', {}, textTag('summary', {}, `All ${run.axis}s`), tableOfEpochs(run)),
  )
}

function findingOf(
  { severity, title, id, from, claim, evidence, advice }: NamedFinding,
  axis: string,
): string {
  const rows = evidence.map((own) =>
    tag(
      'tr',
      {},
      textTag('th', { scope: 'row' }, own.series),
      textTag('td', {}, own.what),
      textTag('td', {}, own.from === own.to ? `${own.to}` : `${own.from} to ${own.to}`),
    ),
  )
  const head = ['curve', 'evidence', `${axis}s`].map((name) => textTag('th', { scope: 'col' }, name))
  return tag(
    'article',
    { class: severity },
    textTag('h3', {}, `${title} from ${axis} ${from} (${id}, ${severity})`),
    textTag('p', {}, claim),
    tag('table', {}, tag('thead', {}, tag('tr', {}, ...head)), tag('tbody', {}, ...rows)),
    ...(advice.length > 0 ? [tag('ul', {}, ...advice.map((line) => textTag('li', {}, line)))] : []),
  )
}

function detailsOf(report: RunReport): string {
  const { run, checks, requirements } = report
  const clear = clearChecks(checks)
  const lines: (readonly [about: string, says: string | undefined])[] = [
    ['Best', describeBest(report)],
    ['Ends', describeCorners(report)],
    ['Moves', describeRelations(report)],
    ...requirements.map(
      ({ requirement, state, because }) => ['Required', `${requirement}: ${state} (${because})`] as const,
    ),
    ['Checked', clear.length > 0 ? `${clear.join(', ')}: ok` : undefined],
    ...[...unanswered(checks)].map(
      ([because, ids]) => ['Not checked', `${ids.join(', ')} (${because})`] as const,
    ),
    ...run.notes.map(
      ({ line, because }) => ['Note', `${line === undefined ? '' : `line ${line}: `}${because}`] as const,
    ),
  ]
  const items = lines.flatMap(([about, says]) =>
    says ? [tag('div', {}, textTag('dt', {}, about), textTag('dd', {}, says))] : [],
  )
  return items.length > 0 ? tag('dl', {}, ...items) : ''
}
