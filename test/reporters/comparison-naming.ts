import type { Comparison } from '../../src/report.js'
import { titleOfSource } from '../../src/text/source.js'

/** A comparison in which a name stands wherever a log can put one. */
export function comparisonNaming(
  name: string,
  source: string,
  state: Comparison['state'] = 'worse',
): Comparison {
  const side = { name: titleOfSource(source), sources: [source], runs: [titleOfSource(source)] }
  return {
    ...{ baseline: side, candidate: side, state, summary: `worse by loss: ${name}` },
    differences: [
      {
        by: 'loss',
        state: 'worse',
        because: `${name} 0.9 against 0.5`,
        baseline: 0.5,
        actual: 0.9,
        change: 0.8,
      },
      { by: 'accuracy', state: 'unknown', because: `no accuracy beside ${name}` },
    ],
    disagreement: `${name}: errs less often, but by more`,
  }
}
