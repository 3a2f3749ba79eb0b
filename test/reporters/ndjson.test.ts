import { expect, it } from 'vitest'
import { json } from '../../src/reporters/json.js'
import { ndjson } from '../../src/reporters/ndjson.js'
import { forNastyNames, HEALTHY, OVERFITTED, renderWith, reportNaming, reportOn } from './sample.js'

const objectsOf = (output: string) =>
  output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

it('has a line for each run and each log that was not read, as they stand in the JSON document', () => {
  const errors = [{ source: 'x.bin', message: 'x.bin: a picture', hint: 'give the log' }]
  const report = { runs: [reportOn(OVERFITTED), reportOn(HEALTHY)], errors }
  const document = JSON.parse(renderWith(json, report))
  expect(objectsOf(renderWith(ndjson, report))).toEqual([...document.runs, ...document.errors])
})

it('is nothing where there is nothing', () => {
  expect(renderWith(ndjson, {})).toBe('')
})

it('is a valid object a line, faithful to any name', () => {
  forNastyNames((name, source) => {
    const [run, , error] = objectsOf(renderWith(ndjson, reportNaming(name, source)))
    expect(run.series[1].name).toBe(name)
    expect(run.source).toBe(source)
    expect(error.source).toBe(source)
  })
})
