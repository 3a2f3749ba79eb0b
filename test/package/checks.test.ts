import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { reporters } from '../../src/reporters/list.js'
import { ROOT } from '../fixtures/paths.js'
// @ts-expect-error: plain JavaScript, run by node as it is
import { CHECKS } from './checks.mjs'

const asked = (CHECKS as readonly { readonly args: readonly string[] }[]).flatMap(({ args }) =>
  args.slice(args.indexOf('--format') + 1).slice(0, 1),
)

const read = (name: string) => readFileSync(join(ROOT, name), 'utf8')

it('the installed package is asked for every format', () => {
  for (const { id } of reporters.filter((own) => own.id !== 'text' && own.id !== 'svg-report'))
    expect(asked).toContain(id)
})

it('CI checks the package, on the oldest Node that is promised and on those of today', () => {
  expect(read('.ci/run')).toMatch(/^npm run -s check:package$/m)
  const { jobs } = parse(read('.github/workflows/ci.yml'))
  const [oldest] = JSON.parse(read('package.json')).engines.node.match(/[\d.]+/)
  expect(jobs.test.strategy.matrix.node.map(String)).toEqual([oldest, '22', '24'])
})
