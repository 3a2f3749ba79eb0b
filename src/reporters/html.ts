import { closingOf } from '../closing.js'
import { tag, textTag } from '../page/markup.js'
import { overlayOf } from '../page/overlay.js'
import { svgOf } from '../page/picture.js'
import { sectionOf } from '../page/run.js'
import { CHART_STYLE, themeOf } from '../page/style.js'
import { type RunReport, reasonOf, titleOf } from '../report.js'
import { headlineOf, worstFirst } from '../screen/overview.js'
import { type Presentation, screenFor } from '../screen/screen.js'
import { rankingOf, versusOf } from '../screen/versus.js'
import { titleOfSource } from '../text/source.js'
import { escapeXml } from '../text/xml.js'
import type { Reporter } from './reporter.js'

const WIDTH = 80
/** Within a `pre`, where a line break of our own must not look like one that a name brought in. */
const NEXT_LINE = '&#10;'

/** A page that needs nothing else: no script, no file beside it, no network. Nothing from a log is active in it. */
export const html: Reporter = {
  id: 'html',
  summary: 'a page with charts, evidence and all epochs; no network, no script',
  render(report, exitCode, presentation, { gate }) {
    const runs = worstFirst(report.runs)
    const { errors, comparisons = [] } = report
    const screen = screenFor({ ...presentation, width: WIDTH, colorLevel: 0, unicode: true })
    const compared = [...comparisons.map((own) => versusOf(own, screen)), rankingOf(comparisons, screen)]
    const [only] = runs
    const title = only && runs.length === 1 ? `${titleOf(only)}: ${headlineOf(only).headline}` : 'epochwise'
    const body = [
      textTag('h1', {}, runs.length === 1 ? 'Training report' : `Training report: ${runs.length} runs`),
      ...(runs.length > 1 ? [overviewOf(runs, presentation)] : []),
      ...errors.map((error) =>
        textTag(
          'p',
          { class: 'verdict error' },
          `✖ ${titleOfSource(error.source)}: ${reasonOf(error)} (${error.hint})`,
        ),
      ),
      ...compared.flatMap((lines) =>
        lines.length > 0 ? [tag('pre', {}, lines.map(escapeXml).join(NEXT_LINE))] : [],
      ),
      ...runs.map((run, k) => sectionOf(run, k, presentation)),
      textTag('footer', {}, closingOf(report, gate, exitCode).replace(/ {3}/, ' · ')),
    ]
    return [
      '<!doctype html>',
      '<html lang="en">',
      '<head>',
      '<meta charset="utf-8">',
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      textTag('title', {}, title),
      `<style>${themeOf(':root')}${CHART_STYLE}${PAGE_STYLE}</style>`,
      '</head>',
      '<body>',
      tag('main', {}, body.join('\n')),
      '</body>',
      '</html>',
      '',
    ].join('\n')
  },
}

/** Several runs at a glance: a table that leads to each, and their losses over one another. */
function overviewOf(runs: readonly RunReport[], presentation: Presentation): string {
  const rows = runs.map((run, k) => {
    const { tint, headline, since } = headlineOf(run)
    return tag(
      'tr',
      {},
      textTag('td', { class: `verdict ${tint}` }, headline + since),
      tag('th', { scope: 'row' }, textTag('a', { href: `#run${k}` }, titleOf(run))),
      textTag('td', {}, run.best ? `${run.best.at}` : ''),
    )
  })
  const head = ['verdict', 'run', 'best'].map((name) => textTag('th', { scope: 'col' }, name))
  const table = tag('table', {}, tag('thead', {}, tag('tr', {}, ...head)), tag('tbody', {}, ...rows))
  const overlay = overlayOf(runs, presentation)
  if (!overlay) return table
  const names = overlay.order.map(({ look, title }) =>
    tag('li', { class: 'chart' }, strokeOf(look), escapeXml(title)),
  )
  const remarks = overlay.remarks.map((remark) => textTag('p', { class: 'remark' }, remark))
  const drawn = tag('div', {}, svgOf(overlay.drawing, 'overlay'), ...remarks)
  return tag('div', { class: 'panels' }, drawn, tag('ol', {}, ...names)) + table
}

/** The stroke of a curve, to stand before its name. */
function strokeOf(look: string): string {
  const stroke = tag('path', { class: `curve sample ${look}`, d: 'M1 6h26' })
  return tag('svg', { class: 'stroke', viewBox: '0 0 28 12', 'aria-hidden': 'true' }, stroke)
}

const PAGE_STYLE = [
  '*{box-sizing:border-box}',
  'body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif}',
  'main{max-width:1120px;margin:0 auto;padding:1rem}',
  'h1{font-size:1.4rem}h2{font-size:1.2rem}h3{font-size:1rem;margin:0}h1,h2,h3,p,li,dd{overflow-wrap:anywhere}',
  'section{border-top:1px solid var(--line);margin-top:1.5rem}',
  '.about,.remark,footer,caption{color:var(--faint)}.remark{margin:.2rem 0}',
  '.verdict{font-weight:600}.verdict.error{color:var(--error)}.verdict.warning{color:var(--warning)}',
  '.verdict.note{color:var(--note)}.verdict.good{color:var(--good)}',
  '.panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:1rem}',
  '.panel{container-type:inline-size}svg.chart{width:100%;height:auto;max-width:720px}svg.narrow{display:none}',
  '@container (max-width:420px){svg.wide{display:none}svg.chart.narrow{display:block;max-width:420px}}',
  'article{border-left:4px solid var(--faint);padding:.2rem 0 .2rem 1rem;margin:1rem 0}',
  'article.error{border-color:var(--error)}article.warning{border-color:var(--warning)}article.note{border-color:var(--note)}',
  'table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem .25rem 0;vertical-align:top}',
  'thead th{border-bottom:1px solid var(--line);font-weight:600}tbody th{font-weight:400}',
  'thead th,article td:last-child{white-space:nowrap}article{overflow-x:auto}',
  'article tbody th{overflow-wrap:anywhere;min-width:6.8rem}article td:nth-child(2){min-width:7.5rem}',
  '@media (max-width:480px){article table{font-size:.875rem}}',
  '.epochs th,.epochs td{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}',
  'svg.stroke{width:28px;height:12px;margin-right:.5rem}',
  '.scroll{overflow:auto;max-height:32rem}pre{overflow:auto}a{color:var(--train);overflow-wrap:anywhere}',
  'dl div{display:flex;gap:.6rem;flex-wrap:wrap}dt{font-weight:600;min-width:7rem}dd{margin:0;flex:1 1 16rem}',
  'summary{cursor:pointer;padding:.5rem 0}@media print{details{display:block}section{break-inside:avoid}}',
].join('\n')
