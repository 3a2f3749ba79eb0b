// Opens what --format html and --format svg write in a real browser: npm run test:browser. Needs Chromium (Debian's package,
// or its path in CHROMIUM) and a built dist/. Screenshots are left in a folder whose name is printed.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'epochwise-browser-'))
const executablePath = process.env.CHROMIUM || '/usr/bin/chromium'
if (!existsSync(executablePath)) {
  process.stderr.write(
    `no Chromium at ${executablePath}: install it (apt-get install chromium), or set CHROMIUM\n`,
  )
  process.exit(1)
}

/** Height of the smallest letters of a chart on a page, in pixels. */
const SMALLEST = 11

/** Logs with what is hard to draw: a gap, infinity, a spike, decades, one epoch, names that are markup or long, many steps of lr. */
const row = (k) => 2 * Math.exp(-k / 10) + 0.1
const rows = (length, cells) => Array.from({ length }, (_, k) => cells(k).join(',')).join('\n')
const logs = {
  broken: `epoch,loss,val_loss\n${rows(40, (k) => [k, k === 20 ? 'inf' : k === 30 ? 'nan' : row(k), row(k) + 0.2])}\n`,
  decades: `epoch,loss,lr\n${rows(40, (k) => [k, 100 * 10 ** (-k / 8), k < 20 ? 0.1 : 0.01])}\n`,
  hostile: `epoch,loss,<img src=x onerror=alert(1)>\n${rows(12, (k) => [k, row(k), k])}\n`,
  long: `step,loss\n${rows(20000, (k) => [k, row(k / 500)])}\n`,
  wordy: `epoch,${'a_loss_with_a_very_long_name_'.repeat(5)}loss,val_loss,lr\n${rows(40, (k) => [
    ...[k, k === 7 ? 1e6 : row(k), k === 9 ? 1e9 : row(k) + 0.2, 10 ** -Math.floor(k / 4)],
  ])}\n`,
}
for (const [name, text] of Object.entries(logs)) writeFileSync(join(folder, `${name}.csv`), text)
const fixture = join(root, 'fixtures', 'diagnoses', 'overfitting.csv')
const many = Array.from({ length: 12 }, (_, run) => {
  const file = join(folder, `run${run}.csv`)
  writeFileSync(file, `epoch,loss,val_loss\n${rows(30, (k) => [k, row(k), row(k) + run / 20])}\n`)
  return file
})

function write(name, args) {
  const file = join(folder, name)
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'bin', 'epochwise.js'), '--no-config', '-o', file, ...args],
    { encoding: 'utf8' },
  )
  assert.ok(status === 0 || status === 1, `epochwise ended with ${status}: ${stderr}`)
  return file
}
const at = (name) => join(folder, `${name}.csv`)
const pages = [
  { file: write('overfitting.html', [fixture]), points: ['40', '40', '40', '40'] },
  { file: write('broken.html', [at('broken')]), points: ['39', '40'] },
  { file: write('decades.html', [at('decades'), '--plot', 'loss,lr']), points: ['40', '40'] },
  { file: write('hostile.html', [at('hostile')]), points: ['12'] },
  { file: write('long.html', [at('long')]), points: undefined },
  {
    file: write('several.html', [fixture, at('broken')]),
    points: ['40', '40', '40', '40', '40', '40', '39', '40'],
  },
  { file: write('many.html', many), points: Array.from({ length: 36 }, () => '30') },
  { file: write('wordy.html', [at('wordy')]), points: ['40', '40'] },
  { file: write('wordy.svg', [at('wordy')]), points: ['40', '40'] },
  { file: write('several.svg', [fixture, at('wordy')]), points: ['40', '40', '40', '40', '40', '40'] },
  { file: write('overfitting.svg', [fixture]), points: ['40', '40', '40', '40'] },
]

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
let checked = 0
try {
  for (const { file, points } of pages)
    for (const colorScheme of ['light', 'dark'])
      for (const width of [360, 1280]) {
        const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
        const wrong = []
        const own = pathToFileURL(file).href
        page.on('console', (message) => wrong.push(`console: ${message.text()}`))
        page.on('pageerror', (error) => wrong.push(`error: ${error.message}`))
        page.on('dialog', (dialog) => wrong.push(`dialog: ${dialog.message()}`))
        page.on('request', (request) => {
          if (request.url() !== own) wrong.push(`request: ${request.url()}`)
        })
        await page.goto(own)
        const seen = await page.evaluate(() => {
          const style = getComputedStyle(document.querySelector('rect.ground') ?? document.body)
          return {
            points: [...document.querySelectorAll('path[data-points]')]
              .filter((path) => path.getClientRects().length > 0)
              .map((path) => path.dataset.points),
            letters: Math.min(
              ...[...document.querySelectorAll('svg.chart text')]
                .filter((text) => text.getClientRects().length > 0)
                .map((text) => text.getScreenCTM().a * Number.parseFloat(getComputedStyle(text).fontSize)),
            ),
            wide: document.documentElement.scrollWidth - window.innerWidth,
            ground: document.querySelector('rect.ground') ? style.fill : style.backgroundColor,
            outside: [...document.querySelectorAll('svg.chart text')]
              .filter((text) => {
                const [box, frame] = [text, text.ownerSVGElement].map((own) => own.getBoundingClientRect())
                return box.width > 0 && (box.right > frame.right + 1 || box.left < frame.left - 1)
              })
              .map(({ textContent }) => textContent),
          }
        })
        const where = `${file} ${width} ${colorScheme}`
        assert.deepEqual(wrong, [], where)
        if (points) assert.deepEqual(seen.points, points, where)
        else assert.ok(Number(seen.points[0]) > 300 && Number(seen.points[0]) < 2000, where)
        assert.ok(seen.letters >= SMALLEST, `${where}: letters of ${seen.letters} pixels`)
        assert.ok(seen.wide <= 0, `${where} is ${seen.wide} pixels too wide`)
        assert.equal(seen.ground, colorScheme === 'dark' ? 'rgb(20, 23, 26)' : 'rgb(255, 255, 255)', where)
        assert.deepEqual(seen.outside, [], `${where}: text beyond its picture`)
        await page.screenshot({ path: `${file}.${width}.${colorScheme}.png` })
        await page.close()
        checked++
      }
} finally {
  await browser.close()
}
assert.equal(checked, pages.length * 4)
assert.ok(readFileSync(pages[0].file, 'utf8').includes('Content-Security-Policy'))
process.stdout.write(`screenshots: ${folder}\n`)
process.stdout.write(`${checked} passed, 0 failed\n`)
