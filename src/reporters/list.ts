import { github } from './github.js'
import { gitlab } from './gitlab.js'
import { gitlabMetrics } from './gitlab-metrics.js'
import { html } from './html.js'
import { json } from './json.js'
import { junit } from './junit.js'
import { markdown } from './markdown.js'
import { ndjson } from './ndjson.js'
import type { Reporter } from './reporter.js'
import { sarif } from './sarif.js'
import { svg } from './svg.js'
import { svgReport } from './svg-report.js'
import { tap } from './tap.js'
import { text } from './text.js'

/** All reporters; the first is the one used unless told otherwise. */
export const reporters: readonly Reporter[] = [
  text,
  json,
  ndjson,
  markdown,
  html,
  svg,
  svgReport,
  github,
  sarif,
  junit,
  gitlab,
  gitlabMetrics,
  tap,
]
