import { expect, it } from 'vitest'
import { diagnose } from '../../src/diagnose.js'
import { fixturesIn, sourceOf } from '../fixtures/paths.js'

/** What a person can check by eye in the recorded run of each diagnosis, with all digits: a change is reviewed as one of numbers. */
it.each(fixturesIn('diagnoses').filter((file) => file.endsWith('.csv')))('the evidence in %s', (file) => {
  const [report] = diagnose(sourceOf(`fixtures/diagnoses/${file}`))
  const lines = report?.findings.flatMap(({ id, severity, claim, from, to, evidence, advice }) => [
    `${severity} ${id} ${from} to ${to}: ${claim}`,
    ...evidence.map(
      (own) =>
        `  ${own.series} ${own.from} to ${own.to}: ${own.what} [${own.actual.toPrecision(9)} against ${own.limit}]`,
    ),
    ...advice.map((words) => `  > ${words}`),
  ])
  const unknown = report?.checks.flatMap((own) =>
    own.state === 'unknown' ? [`${own.id}: ${own.because}`] : [],
  )
  expect([...(lines ?? []), ...(unknown ?? [])].join('\n')).toMatchSnapshot()
})
