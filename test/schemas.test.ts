import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { Definition } from '../src/config/definition.js'
import { settableLimits } from '../src/policy/rules.js'
import { ROOT } from './fixtures/paths.js'

/** The schemas that ship with the package are generated; `npx vitest run test/schemas.test.ts -u` writes them anew. */
const generated = (schema: z.ZodMiniType, title: string) =>
  `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`
const shipped = (name: string) => JSON.parse(readFileSync(join(ROOT, 'schemas', name), 'utf8'))

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')

describe('the schema of the configuration file', () => {
  it('is that of the definition', async () => {
    const text = generated(Definition, 'Settings of epochwise')
    await expect(text).toMatchFileSnapshot(join(ROOT, 'schemas', 'config.json'))
  })

  it('is valid, and takes what the README shows', () => {
    const check = new Ajv2020({ strict: false }).compile(shipped('config.json'))
    const [, example = ''] = /<!-- config -->\n```toml\n([\s\S]*?)```/.exec(readme) ?? []
    const { tool } = parse(example)
    const settings: unknown = Object(tool).epochwise
    expect(Object.keys(Object(settings)).length).toBeGreaterThan(3)
    expect([check(settings), check.errors]).toEqual([true, null])
    expect(z.safeParse(Definition, settings).success).toBe(true)
    expect(check({ fail_on: 'x' })).toBe(false)
  })

  it('tells of each limit its default and its reason', () => {
    const { limits } = shipped('config.json').properties
    for (const [path, { value, because }] of settableLimits) {
      const [id = '', name = ''] = path.split('.')
      const { description } = limits.properties[id].properties[name]
      expect(description).toContain(because)
      expect(description).toContain(`Default: ${value}`)
    }
  })
})

it('every schema is in the package and exported', () => {
  const paths = Object.values<unknown>(manifest.exports).filter((path) => String(path).includes('schemas/'))
  expect(manifest.files).toContain('schemas')
  for (const path of paths) expect(existsSync(join(ROOT, String(path)))).toBe(true)
  expect(paths.length).toBeGreaterThan(0)
})
