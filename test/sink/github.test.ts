import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/report.js'
import { githubAppendices } from '../../src/sink/github.js'
import { HEALTHY, OVERFITTED, reportOn, UNDECIDED } from '../reporters/sample.js'

const ENV = { GITHUB_STEP_SUMMARY: '/s', GITHUB_OUTPUT: '/o' }
const outputs = (report: Partial<Report>, code = 0) =>
  githubAppendices({ runs: [], errors: [], ...report }, code, () => '', ENV)[1]?.text

describe('what GitHub is told beside the annotations', () => {
  it('is the summary, and the outputs, each to its file', () => {
    expect(githubAppendices({ runs: [reportOn(HEALTHY)], errors: [] }, 0, () => '# page', ENV)).toEqual([
      { path: '/s', text: '# page\n', most: 2 ** 20 },
      { path: '/o', text: 'verdict=healthy\nbest-epoch=39\nexit-code=0\n' },
    ])
  })

  it('is nothing elsewhere', () => {
    const neither = { GITHUB_STEP_SUMMARY: '', HOME: '/' }
    expect(githubAppendices({ runs: [], errors: [] }, 2, () => '', neither)).toEqual([])
  })

  it('is the worst verdict of several, without a best epoch', () => {
    const [good, bad, open] = [HEALTHY, OVERFITTED, UNDECIDED].map((log) => reportOn(log))
    if (!good || !bad || !open) throw new Error()
    expect(outputs({ runs: [good, open] }, 2)).toBe('verdict=undecided\nbest-epoch=\nexit-code=2\n')
    expect(outputs({ runs: [good, bad, open] }, 2)).toBe('verdict=failing\nbest-epoch=\nexit-code=2\n')
    const errors = [{ source: 'x', message: 'x: no', hint: '' }]
    expect(outputs({ runs: [], errors }, 2)).toBe('verdict=undecided\nbest-epoch=\nexit-code=2\n')
  })
})
