/** Colours of a page by what they mean: on light ground, on dark ground. Text in them has a contrast of 4.5 or more. */
export const COLORS = {
  ground: ['#ffffff', '#14171a'],
  text: ['#1f2328', '#e6e8ea'],
  faint: ['#59636e', '#9aa4ae'],
  line: ['#d1d9e0', '#3a424a'],
  train: ['#005fa8', '#5db2f2'],
  validation: ['#b04a00', '#f08d3c'],
  error: ['#b3261e', '#ff8a80'],
  warning: ['#7a5900', '#e5b93c'],
  note: ['#1a6b73', '#5cc4cf'],
  good: ['#1a6b34', '#62c97f'],
  shade: ['#b04a00', '#f08d3c'],
} as const

/** Colours for runs that are overlaid, of about the same weight; told apart by dashes and numbers too. */
export const RUNS = [
  ['#005fa8', '#5db2f2'],
  ['#b04a00', '#f08d3c'],
  ['#00694f', '#3cc29b'],
  ['#9b2c74', '#e07bbd'],
  ['#6b5300', '#d8b93a'],
  ['#4a4fb5', '#a0a4ff'],
] as const

const variables = (which: 0 | 1) =>
  [
    ...Object.entries(COLORS).map(([name, pair]) => `--${name}:${pair[which]}`),
    ...RUNS.map((pair, k) => `--run${k}:${pair[which]}`),
  ].join(';')

/** Light unless the reader wants it dark; printed, light. */
export function themeOf(selector: string): string {
  return `${selector}{${variables(0)};color-scheme:light dark}@media screen and (prefers-color-scheme:dark){${selector}{${variables(1)}}}`
}

/** How what is drawn looks. */
export const CHART_STYLE = [
  '.chart text{font:13px system-ui,sans-serif;fill:var(--faint)}',
  '.chart .title{font-weight:600;fill:var(--text)}',
  '.chart .grid{stroke:var(--line);stroke-width:1}',
  '.chart .axis{stroke:var(--faint);stroke-width:1;fill:none}',
  '.chart .curve{fill:none;stroke-linejoin:round;stroke-linecap:round}',
  '.chart .train{stroke:var(--train);stroke-width:1.5}',
  '.chart .validation{stroke:var(--validation);stroke-width:2.75}',
  '.chart text.train{fill:var(--train);stroke:none}.chart text.validation{fill:var(--validation);stroke:none}',
  ...RUNS.map(
    (_, k) =>
      `.chart .run${k}{stroke:var(--run${k});stroke-width:2}.chart text.run${k}{fill:var(--run${k});stroke:none}`,
  ),
  '.chart .drop{stroke-width:3}.chart .dots{stroke-width:6}',
  '.chart .dashed{stroke-dasharray:7 4}.chart .dotted{stroke-dasharray:2 4}',
  '.chart .region{fill:var(--shade);fill-opacity:.13}.chart text.regionname{fill:var(--text)}',
  '.chart .best{stroke:var(--text);stroke-width:1;stroke-dasharray:2 3}.chart .bestmark{fill:var(--text)}',
  '.chart text.bestname{fill:var(--text)}',
  '.chart .beyond.train{fill:var(--train);stroke:none}.chart .beyond.validation{fill:var(--validation);stroke:none}',
  ...RUNS.map((_, k) => `.chart .beyond.run${k}{fill:var(--run${k});stroke:none}`),
  '.chart .hit{fill:transparent}.chart .cross{stroke:var(--faint);visibility:hidden}',
  '.chart g.point:hover .cross{visibility:visible}',
].join('')
