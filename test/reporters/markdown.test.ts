import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { markdown } from '../../src/reporters/markdown.js'
import {
  finding,
  forNastyNames,
  HEALTHY,
  OVERFITTED,
  PLAIN,
  renderWith,
  reportNaming,
  reportOn,
  UNDECIDED,
} from './sample.js'
import { SETTING } from './setting.js'

/** As GitHub renders it, but for what it adds afterwards (mentions, issues), which it looks for outside of code. */
const htmlOf = (source: string) =>
  micromark(source, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })

/** The tags of a page but for those of code, which names may or may not be. */
const skeletonOf = (html: string) =>
  [...html.matchAll(/<\/?[a-z][^>]*>/gi)].map(([tag]) => tag).filter((tag) => !/^<\/?code/.test(tag))

const outsideCode = (html: string) =>
  html.replace(/<code[^>]*>[\s\S]*?<\/code>/g, '').replace(/<[^>]*>/g, ' ')

const overfitted = reportOn(OVERFITTED)
const healthy = reportOn(HEALTHY, 'good.csv')

describe('one run', () => {
  const text = renderWith(markdown, { runs: [overfitted] })
  const html = htmlOf(text)

  it('has its verdict for a title', () => {
    expect(html).toMatch(/^<h3>✖ overfitting from \d+: <code>history\.csv<\/code><\/h3>/)
  })

  it('tells each finding with claim, evidence and advice', () => {
    for (const { title, from, severity, evidence, advice } of overfitted.findings) {
      expect(html).toContain(`${title} from epoch ${from} (${severity})</h4>`)
      for (const { series } of evidence)
        expect(html).toMatch(new RegExp(`<td><code>${series}</code></td>|<td>${series}</td>`))
      expect(advice.length).toBeGreaterThan(0)
    }
    expect(html).toContain('<strong>Do</strong> keep the weights of epoch')
  })

  it('shows calls as code, whole', () => {
    expect(text).toMatch(/`EarlyStopping\([^`]*\)`/)
  })

  it('draws the chart in a block of code of at most 80 columns, without colours', () => {
    const chart = /```text\n([\s\S]*?)\n```/.exec(text)?.[1] ?? ''
    expect(chart).toContain('┏')
    for (const line of chart.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
    expect(text).not.toContain('\u001b')
  })

  it('folds away what was checked, and closes what it opens', () => {
    expect(html).toMatch(/<details><summary>[^<]*<\/summary>[\s\S]*Checked[\s\S]*<\/details>/)
    expect(html.match(/<details>/g)?.length).toBe(html.match(/<\/details>/g)?.length)
  })

  it('is the same on any screen, but for --ascii and --no-chart', () => {
    const on = (more: Partial<typeof PLAIN>) =>
      markdown.render({ runs: [overfitted], errors: [] }, 1, { ...PLAIN, ...more }, SETTING)
    expect(on({ width: 40, colorLevel: 3, full: true })).toBe(on({}))
    expect(on({ chart: false })).not.toContain('```')
    expect(/```text\n([\s\S]*?)\n```/.exec(on({ unicode: false }))?.[1]).toMatch(/^[\n\x20-\x7e]*$/)
  })

  it('tells what became of each requirement', () => {
    const { requirements } = reportNaming('val_loss', 'a.csv').runs[0] ?? overfitted
    const asked = htmlOf(renderWith(markdown, { runs: [{ ...healthy, requirements }] }))
    expect(asked).toContain(
      '<li>✖ <code>val_loss &lt; 0.6</code>: failed (<code>val_loss</code> is 0.7 at epoch 3)</li>',
    )
    expect(asked).toContain('<li>✔ <code>zval_loss &lt; 0.8</code>: met (')
  })

  it('says so when it is healthy, or undecided', () => {
    expect(htmlOf(renderWith(markdown, { runs: [healthy] }))).toMatch(/<h3>✔ healthy: [\s\S]*no fault found/)
    expect(htmlOf(renderWith(markdown, { runs: [reportOn(UNDECIDED)] }))).toContain('<h3>? undecided')
  })
})

describe('several runs', () => {
  const errors = [{ source: 'x.bin', message: 'x.bin: a picture', hint: 'give the log' }]
  const html = htmlOf(renderWith(markdown, { runs: [healthy, overfitted], errors }))

  it('are counted, and stand in a table, the worst first', () => {
    expect(html).toContain('<h3>epochwise: 1 failing, 1 healthy, 1 log not read</h3>')
    const rows = [...html.slice(0, html.indexOf('</table>')).matchAll(/<td><code>(.*?)<\/code><\/td>/g)].map(
      ([, cell]) => cell,
    )
    expect(rows.filter((cell) => cell?.endsWith('.csv'))).toEqual(['history.csv', 'good.csv'])
  })

  it('are folded, each under its verdict and name', () => {
    expect(html).toContain('<summary>✖ overfitting <code>history.csv</code></summary>')
    expect(html).toContain('<summary>✔ healthy <code>good.csv</code></summary>')
  })

  it('are told beside the logs that were not read, whose name stands once', () => {
    expect(html).toMatch(/<li>✖ <code>x.bin<\/code>: a picture \(give the log\)<\/li>/)
  })

  it('stay within what a comment may hold, and say what is left out', () => {
    const runs = Array.from({ length: 700 }, (_, k) =>
      reportOn(OVERFITTED, `runs/a-rather-long-name-of-a-run-${k}.csv`),
    )
    const many = Array.from({ length: 2000 }, (_, k) => ({
      source: `${k}.bin`,
      message: `${k}.bin: no`,
      hint: '',
    }))
    const text = renderWith(markdown, { runs, errors: many })
    expect(text.length).toBeLessThan(65_536)
    expect(text).toMatch(/and \d+ runs more/)
    expect(text).toMatch(/- and \d+ logs more/)
    expect(text).toMatch(/\d+ more left out here/)
    const opened = text.match(/<details>/g)?.length
    expect(opened).toBeGreaterThan(2)
    expect(text.match(/<\/details>/g)?.length).toBe(opened)
  })

  it('leaves out what is too long of a single run', () => {
    const evidence = Array.from({ length: 3000 }, () => ({
      series: 'a',
      what: 'b '.repeat(20),
      actual: 1,
      from: 1,
      to: 2,
    }))
    const text = renderWith(markdown, {
      runs: [{ ...overfitted, findings: [finding('error', 'overfitting', { evidence })] }],
    })
    expect(text.length).toBeLessThan(65_536)
    expect(text).toContain('1 more left out here')
  })
})

/** What GitHub would make a mention, a reference, a link, an emoji or mathematics of. */
const ACTIVE = /[@#$\\`*_~[\]{}|^]|:\w+:|:\/\/|www\.|GH-\d|(?<![\w.])[\da-f]{7,40}(?![\w.])/i

describe('names of a log', () => {
  const expected = skeletonOf(htmlOf(renderWith(markdown, reportNaming('val_loss', 'history.csv'))))

  it('change nothing of the page but its words, mention nobody, refer to no issue, commit or page', () => {
    forNastyNames((name, source) => {
      const html = htmlOf(renderWith(markdown, reportNaming(name, source)))
      expect(skeletonOf(html)).toEqual(expected)
      expect(outsideCode(html)).not.toMatch(ACTIVE)
    })
  }, 120_000)

  it.each([
    ['a bar', 'a|b', '<code>a|b</code>'],
    ['a backtick', 'a`b', '<code>a`b</code>'],
    ['HTML', '<b>', '<code>&lt;b&gt;</code>'],
    ['an at', 'recall@10', '<code>recall@10</code>'],
    ['a number sign', '#12', '<code>#12</code>'],
    ['an escape', '\u001b[2J', '<code>\\u{1b}[2J</code>'],
    ['an underscore', 'val_loss', '<code>val_loss</code>'],
    ['Greek', 'λ', '<code>λ</code>'],
  ])('are shown as they are: %s', (_, name, shown) => {
    expect(htmlOf(renderWith(markdown, reportNaming(name, 'a.csv')))).toContain(`<td>${shown}</td>`)
  })
})

describe('--mermaid', () => {
  it('adds a chart of Mermaid with its legend in words; without it there is none', () => {
    const render = (mermaid: boolean) =>
      markdown.render(
        { runs: [reportOn(OVERFITTED)], errors: [] },
        1,
        { ...PLAIN, ...(mermaid && { mermaid }) },
        SETTING,
      )
    const [, chart = '', legend = ''] = /```mermaid\n([\s\S]*?)```\n\n(.*)/.exec(render(true)) ?? []
    expect(chart).toMatch(/^xychart-beta$/m)
    expect(chart).toMatch(/title "loss \(best epoch \d+, overfitting from \d+\)"/)
    expect(legend).toBe('loss blue, `val_loss` orange; 30 points')
    expect(render(false)).not.toContain('mermaid')
  })
})
