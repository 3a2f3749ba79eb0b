import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diagnoses } from '../src/diagnoses/list.js'
import { readers } from '../src/readers/list.js'
import { reporters } from '../src/reporters/list.js'
import { fixturesIn, judgeFixture, ROOT, subjectOf } from './fixtures/paths.js'

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')

/** The files of an open list: all but its type, its list and what reads with it. */
function membersOf(folder: string, others: readonly string[]): string[] {
  return readdirSync(join(ROOT, 'src', folder))
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => !others.includes(name))
    .sort()
}

/** The rows of the README whose first cell is the id in code. */
function rowOf(id: string): string[] {
  const row = readme.split('\n').find((line) => line.startsWith(`| \`${id}\` |`)) ?? ''
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}

describe('readers', () => {
  const ids = readers.map(({ id }) => id)

  it('are the files of their folder', () => {
    expect([...ids].sort()).toEqual(membersOf('readers', ['reader', 'list', 'tables', 'read']))
  })

  it.each(ids)('%s has a genuine sample that it reads', (id) => {
    const samples = fixturesIn('readers').filter((file) => subjectOf(file) === id)
    expect(samples).not.toEqual([])
    for (const sample of samples) expect(judgeFixture(`fixtures/readers/${sample}`).run.format).toBe(id)
  })

  it.each(readers)('$id stands in the README under its title', ({ id, title }) => {
    expect(rowOf(id)[1]).toBe(title)
  })

  it('have no sample of another format', () => {
    expect([...new Set(fixturesIn('readers').map(subjectOf))].filter((id) => !ids.includes(id))).toEqual([])
  })
})

describe('diagnoses', () => {
  const ids = diagnoses.map(({ id }) => id)

  it('are the files of their folder', () => {
    expect([...ids].sort()).toEqual(membersOf('diagnoses', ['diagnosis', 'list']))
  })

  it.each(diagnoses)(
    '$id stands in the README with its severities and its summary',
    ({ id, severities, summary }) => {
      expect(rowOf(id).slice(1)).toEqual([severities.join(', '), summary])
    },
  )

  it.each(ids)('%s has a fixture', (id) => {
    expect(fixturesIn('diagnoses').map(subjectOf)).toContain(id)
  })

  it.each(diagnoses)(
    '$id explains only diagnoses that there are, and not itself',
    ({ id, explains = [] }) => {
      expect(explains.filter((other) => !ids.includes(other) || other === id)).toEqual([])
    },
  )

  it.each(diagnoses)('$id gives each limit a unit and a reason', ({ limits }) => {
    for (const limit of Object.values(limits)) {
      expect(limit.unit).not.toBe('')
      expect(limit.because).toMatch(/\.$/)
    }
  })
})

describe('reporters', () => {
  it('are the files of their folder', () => {
    expect(reporters.map(({ id }) => id).sort()).toEqual(membersOf('reporters', ['reporter', 'list']))
  })

  it.each(reporters)('$id stands in the README under its summary', ({ id, summary }) => {
    expect(rowOf(id)[1]).toBe(summary)
  })

  it('have no row in the README beside them', () => {
    const [, table = ''] = /\| `--format` \| what it is \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(readme) ?? []
    const rows = [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, id]) => id)
    expect(rows).toEqual(reporters.map(({ id }) => id))
  })
})
