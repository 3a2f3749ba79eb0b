import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { locate } from '../../src/source/locate.js'

const above = resolve('..')
const name = resolve('.').slice(above.length + 1)

describe('locate', () => {
  it.each([
    ['a.csv', 'a.csv'],
    ['./runs//a.csv', 'runs/a.csv'],
    ['runs/../a.csv', 'a.csv'],
    [resolve('runs/a.csv'), 'runs/a.csv'],
    ['..a.csv', '..a.csv'],
  ])('%s lies at %s of the working directory', (source, place) => {
    expect(locate(source, {})).toBe(place)
  })

  it.each(['GITHUB_WORKSPACE', 'CI_PROJECT_DIR'])('the top of the repository is %s', (variable) => {
    expect(locate('a.csv', { [variable]: above })).toBe(`${name}/a.csv`)
    expect(locate('a.csv', { [variable]: '' })).toBe('a.csv')
    expect(locate('a.csv', { [variable]: resolve('elsewhere') })).toBe('a.csv')
  })

  it('the top is that of the repository of git, from a directory in it too', () => {
    const top = mkdtempSync(join(tmpdir(), 'locate-'))
    onTestFinished(() => rmSync(top, { recursive: true }))
    const inside = join(top, 'jobs', 'train')
    mkdirSync(inside, { recursive: true })
    expect(locate('a.csv', {}, inside)).toBe('a.csv')
    mkdirSync(join(top, '.git'))
    expect(locate('a.csv', {}, inside)).toBe('jobs/train/a.csv')
    expect(locate('../b.csv', {}, inside)).toBe('jobs/b.csv')
    expect(locate('a.csv', { GITHUB_WORKSPACE: inside }, inside)).toBe('a.csv')
  })

  it('what lies outside keeps its whole path', () => {
    expect(locate('../a.csv', {})).toBe(resolve('../a.csv').replaceAll('\\', '/'))
  })

  it('standard input lies nowhere', () => {
    expect(locate('-', {})).toBeUndefined()
  })
})
