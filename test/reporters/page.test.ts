import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { RunReport } from '../../src/report.js'
import { html } from '../../src/reporters/html.js'
import { svg } from '../../src/reporters/svg.js'
import type { Presentation } from '../../src/screen/screen.js'
import { forNastyNames, HEALTHY, OVERFITTED, PLAIN, reportNaming, reportOn, UNDECIDED } from './sample.js'
import { SETTING } from './setting.js'

const range = (length: number) => Array.from({ length }, (_, k) => k)

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  text: string
}

/** The elements of a document; throws where it is not well-formed. */
function parse(markup: string): Element[] {
  const parser = new SaxesParser({ xmlns: false })
  const elements: Element[] = []
  const open: Element[] = []
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, text: '' }
    elements.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    for (const element of open) element.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.write(markup).close()
  return elements
}

/** A page as XML: what HTML leaves open is closed. */
const asXml = (page: string) =>
  page.replace(/^<!doctype html>\n/, '').replace(/<meta ([^>]*)>/g, '<meta $1/>')

type Asked = Partial<Presentation>
const pageOf = (runs: readonly RunReport[], asked: Asked = {}) =>
  html.render({ runs, errors: [] }, 1, { ...PLAIN, ...asked }, SETTING)
const pictureOf = (runs: readonly RunReport[], asked: Asked = {}) =>
  svg.render({ runs, errors: [] }, 1, { ...PLAIN, ...asked }, SETTING)

const overfitted = reportOn(OVERFITTED)
const decades = reportOn(
  ['epoch,loss,lr', ...range(30).map((k) => `${k},${100 * 10 ** (-k / 5)},${k < 10 ? 0.1 : 0.01}`)].join(
    '\n',
  ),
)

/** Each panel is there twice, for wide screens and for narrow ones. */
describe.each([
  ['html', (runs: readonly RunReport[], asked?: Asked) => asXml(pageOf(runs, asked))],
  ['svg', pictureOf],
] as const)('%s', (_, render) => {
  const times = 2
  const drawn = <T>(list: readonly T[]): T[] => range(times).flatMap(() => list)
  const curves = (elements: readonly Element[]) =>
    elements.filter(({ name, attributes }) => name === 'path' && 'data-points' in attributes)

  it('is well-formed, with any number of runs', () => {
    for (const runs of [[], [overfitted], [overfitted, reportOn(HEALTHY), reportOn(UNDECIDED), decades]])
      expect(parse(render(runs)).length).toBeGreaterThan(3)
  })

  it('has a curve with all points for each curve of the run', () => {
    const found = curves(parse(render([overfitted])))
    expect(found.map(({ attributes }) => attributes['data-points'])).toEqual(drawn(['30', '30']))
    for (const { attributes } of found) expect(attributes.d?.match(/[ML]/g)).toHaveLength(30)
    expect(found.map(({ attributes }) => attributes.class)).toEqual(
      drawn(['curve train', 'curve validation']),
    )
  })

  it('names the best epoch, the stretch of the finding, the last values and a log scale', () => {
    const texts = parse(render([overfitted])).flatMap(({ name, text }) => (name === 'text' ? [text] : []))
    expect(texts).toContain(`best epoch ${overfitted.best?.at}`)
    expect(texts).toContain(`overfitting from ${overfitted.findings[0]?.from}`)
    expect(texts.filter((text) => / (?:train|val)$/.test(text))).toHaveLength(2 * times)
    expect(parse(render([decades])).map(({ text }) => text)).toContain('loss (log scale)')
  })

  it('tells the values of each epoch where one points at it, without a script', () => {
    const titles = parse(render([overfitted])).flatMap(({ name, text }) => (name === 'title' ? [text] : []))
    expect(titles).toContain('epoch 0, loss 2.020, val_loss 2.300')
    expect(titles.filter((title) => title.startsWith('epoch '))).toHaveLength(30 * times)
  })

  it('has a title and a description for each panel, which say what it shows', () => {
    const elements = parse(render([overfitted]))
    const ids = new Map(elements.map((element) => [element.attributes.id, element]))
    const panels = elements.filter(({ attributes }) => /^(?:img|group)$/.test(attributes.role ?? ''))
    expect(panels.length).toBeGreaterThan(0)
    for (const { attributes } of panels) {
      const [title, description] = (attributes['aria-labelledby'] ?? '').split(' ').map((id) => ids.get(id))
      expect([title?.name, description?.name]).toEqual(['title', 'desc'])
      expect(title?.text).not.toBe('')
      expect(description?.text).toMatch(/epoch \d+/)
    }
    expect(elements.filter(({ attributes: { id } }) => id).length).toBe(
      [...ids.keys()].filter(Boolean).length,
    )
  })

  it('asks for nothing from elsewhere, and runs nothing', () => {
    const markup = render([overfitted, decades])
    expect(markup.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|url\(|@import|<script|<link/,
    )
    for (const { name, attributes } of parse(markup)) {
      expect(['script', 'link', 'image', 'img', 'iframe', 'foreignObject', 'use']).not.toContain(name)
      for (const [key, value] of Object.entries(attributes)) {
        expect(key).not.toMatch(/^on|src/)
        if (key === 'href') expect(value).toMatch(/^#run\d+$/)
      }
    }
  })

  it('keeps names from a log mere text', () => {
    /** Lines of a text are as many as it takes. */
    const shape = (markup: string) =>
      parse(markup).flatMap(({ name }, k, all) =>
        name === 'text' && all[k - 1]?.name === 'text' ? [] : [name],
      )
    const plain = shape(render(reportNaming('val_loss', 'history.csv').runs ?? []))
    forNastyNames((name, source) => {
      expect(shape(render(reportNaming(name, source).runs ?? []))).toEqual(plain)
    })
  })

  it('draws what is asked for', () => {
    const texts = parse(render([decades], { plot: ['lr', 'nope'], logY: true })).map(({ text }) => text)
    expect(texts).toContain('lr (log scale)')
    expect(texts.join('\n')).toMatch(/^no column nope to draw; there are .*lr/m)
    expect(texts).not.toContain('loss (log scale)')
  })

  it('says what leaves the frame, with arrows at its edge', () => {
    const log = ['epoch,loss', ...range(30).map((k) => `${k},${k === 12 ? 1e6 : 2 - k / 30}`)].join('\n')
    const elements = parse(render([reportOn(log)]))
    expect(elements.map(({ text }) => text)).toContain('↑ loss is 1.00e6 (epoch 12)')
    expect(elements.filter(({ attributes }) => attributes.class === 'beyond train')).toHaveLength(times)
  })

  const WIDTHS = [520, 360]
  /** Pixels of a digit in the widest of the usual fonts, as DejaVu Sans. */
  const LETTER = 8.3
  interface Placed {
    readonly text: string
    readonly from: number
    readonly to: number
    readonly y: number
  }
  const placed = (elements: readonly Element[]): Placed[] =>
    elements.flatMap(({ name, text, attributes: { x, y, 'text-anchor': anchor = 'start' } }) => {
      if (name !== 'text' || x === undefined) return []
      const width = text.length * LETTER
      const from = Number(x) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0)
      return [{ text, from, to: from + width, y: Number(y) }]
    })

  it.each([
    ['offset', range(30).map((k) => 1e6 + 40 - k + (k > 20 ? 0.3 * k : 0))],
    ['tiny', range(30).map((k) => -1.00234e-12 - k * 1e-17)],
    ['close', range(30).map((k) => 100.00001 + 1e-6 * (30 - k))],
  ])('has room for long labels of the y axis and for long last values (%s)', (_, values) => {
    const log = ['epoch,loss,val_loss', ...values.map((value, k) => `${k},${value},${value}`)].join('\n')
    const texts = placed(parse(render([reportOn(log)])))
    expect(texts.some(({ text }) => text.length > 6 && /^-?\d/.test(text))).toBe(true)
    expect(texts.filter(({ from }) => from < 0)).toEqual([])
    const ends = texts.filter(({ text }) => / (?:train|val)$/.test(text))
    expect(ends).toHaveLength(2 * times)
    for (const { to } of ends) expect(to).toBeLessThanOrEqual(Math.max(...WIDTHS))
  })

  it('keeps long numbers of epochs off the name of their axis', () => {
    const log = ['step,loss', ...range(30).map((k) => `${k * 1_000_000 + 100_000_000},${2 - k / 30}`)]
    const texts = placed(parse(render([reportOn(log.join('\n'))])))
    const names = texts.filter(({ text }) => text === 'step')
    expect(names).toHaveLength(times)
    const labels = texts.filter(({ text }) => /^\d{9}$/.test(text))
    expect(labels.length).toBeGreaterThan(times)
    const wide = labels.slice(
      0,
      labels.findIndex(({ y }, k) => k > 0 && y !== labels[0]?.y),
    )
    const narrow = labels.slice(wide.length)
    for (const [k, own] of [wide, narrow].entries())
      for (const { from, to } of own) {
        const name = names[k]
        if (name) expect(to <= name.from || from >= name.to).toBe(true)
      }
    expect(narrow.length).toBeGreaterThan(0)
  })

  it('marks where the learning rate drops', () => {
    const titles = parse(render([decades])).flatMap(({ name, text }) => (name === 'title' ? [text] : []))
    expect(titles).toContain('learning rate 0.01 from epoch 10')
  })
})

describe('page', () => {
  it('forbids itself the network and scripts', () => {
    expect(pageOf([overfitted])).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  })

  it('has verdict, evidence, advice, and a table of all epochs with headers', () => {
    const elements = parse(asXml(pageOf([overfitted])))
    const texts = elements.map(({ text }) => text)
    expect(texts.some((text) => /^✖ overfitting from \d+$/.test(text))).toBe(true)
    for (const { what } of overfitted.findings[0]?.evidence ?? []) expect(texts).toContain(what)
    for (const line of overfitted.findings[0]?.advice ?? []) expect(texts).toContain(line)
    const heads = elements.filter(({ name, attributes }) => name === 'th' && attributes.scope === 'col')
    expect(heads.map(({ text }) => text)).toEqual(expect.arrayContaining(['epoch', 'loss', 'val_loss']))
    const epochs = elements.filter(({ name, attributes }) => name === 'th' && attributes.scope === 'row')
    expect(epochs.map(({ text }) => text)).toEqual(expect.arrayContaining(range(30).map(String)))
  })

  it('lays the losses of several runs over one another, and leads to each', () => {
    const elements = parse(asXml(pageOf([overfitted, reportOn(HEALTHY, 'b.csv')])))
    const overlaid = elements.filter(({ attributes }) => /^curve run\d/.test(attributes.class ?? ''))
    expect(overlaid.map(({ attributes }) => attributes['data-points'])).toEqual(['30', '40', '30', '40'])
    const links = elements.flatMap(({ name, attributes, text }) =>
      name === 'a' ? [[attributes.href, text]] : [],
    )
    expect(links).toEqual([
      ['#run0', 'history.csv'],
      ['#run1', 'b.csv'],
    ])
    const targets = elements.flatMap(({ name, attributes }) => (name === 'section' ? [attributes.id] : []))
    expect(targets).toEqual(['run0', 'run1'])
  })

  it('shows a thousand epochs of a longer run at most, and says so', () => {
    const log = ['step,loss', ...range(5000).map((k) => `${k},${1 / (k + 1)}`)].join('\n')
    const page = pageOf([reportOn(log)])
    expect(page.match(/<tr>/g)?.length).toBeLessThan(1100)
    expect(page).toMatch(/5000 points, \d+ of them shown/)
    expect(page.length).toBeLessThan(400_000)
  })

  it.each(['epoch', 'step'])('counts each %s of a run of which only some are judged and drawn', (axis) => {
    const rows = range(6000).map((k) => `${k},${2 - k / 6000},${2.1 - k / 6000}`)
    const page = pageOf([reportOn([`${axis},loss,val_loss`, ...rows].join('\n'))])
    expect(page).toMatch(axis === 'epoch' ? /<caption>6000 epochs, \d/ : /<caption>6000 points, \d/)
    const cells = parse(asXml(page)).filter(({ name }) => name === 'td')
    expect(cells.filter(({ text }) => text === '')).toEqual([])
  })

  it('shows the stroke of each run beside its name and its value', () => {
    const runs = range(8).map((k) => reportOn(HEALTHY, `${k}.csv`))
    const elements = parse(asXml(pageOf(runs)))
    const looks = (what: (own: Element) => boolean) =>
      elements.filter(what).map(({ attributes }) => attributes.class?.replace(/^curve (?:sample )?/, ''))
    const curves = looks(
      ({ attributes }) => 'data-points' in attributes && /run\d/.test(attributes.class ?? ''),
    )
    expect(curves.slice(5, 8)).toEqual(['run5', 'run0 dashed', 'run1 dashed'])
    const wide = curves.slice(0, 8)
    const samples = looks(({ attributes }) => /\bsample\b/.test(attributes.class ?? ''))
    expect([...samples.slice(0, 8)].sort()).toEqual([...wide].sort())
    expect(samples).toHaveLength(24)
    expect(looks(({ attributes }) => attributes.d === 'M1 6h26')).toEqual(wide)
  })

  it('tells of logs that were not read', () => {
    const errors = [{ source: 'x.bin', message: 'x.bin: no log', hint: 'try <another>' }]
    const page = html.render({ runs: [], errors }, 2, PLAIN, SETTING)
    expect(page).toContain('x.bin: no log (try &lt;another&gt;)')
  })
})

describe('picture', () => {
  it('is as large as what is in it, and light or dark by itself', () => {
    const [root] = parse(pictureOf([overfitted]))
    expect(root?.attributes.viewBox).toBe(`0 0 ${root?.attributes.width} ${root?.attributes.height}`)
    expect(pictureOf([overfitted])).toContain('prefers-color-scheme:dark')
  })

  it('takes no more room than there is, and is laid out anew on a narrow screen', () => {
    const style = parse(pictureOf([overfitted])).find(({ name }) => name === 'style')?.text
    expect(style).toContain('svg.chart{max-width:100%;height:auto}.narrow{display:none}')
    expect(style).toMatch(/@media \(max-width:600px\)[^{]*\{\.wide\{display:none\}\.narrow\{display:inline\}/)
  })

  it('breaks long titles and remarks, and cuts what has one line', () => {
    const long = `train_${'a_name_of_many_parts_'.repeat(6)}loss`
    const rows = range(30).map((k) => {
      const loss = 2 - k / 30
      return `${k},${loss},${k === 12 ? 1e6 : loss},${10 ** -Math.floor(k / 3)}`
    })
    const log = `epoch,val_loss,${long},lr\n${rows.join('\n')}\n`
    const report = reportOn(log, `${'deep/'.repeat(40)}log.csv`)
    const texts = parse(pictureOf([report])).flatMap(({ name, text }) => (name === 'text' ? [text] : []))
    expect(texts.join(' ')).toMatch(/_parts_loss is 1\.00e6/)
    expect(texts.join(' ').match(/log\.csv ?: [✖▲] [a-z-]+ from \d+ /g)).toHaveLength(2)
    expect(texts.some((text) => /^thick ticks: .*…$/.test(text))).toBe(true)
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(70)
  })
})
