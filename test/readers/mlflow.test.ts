import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { mlflow } from '../../src/readers/mlflow.js'
import { readSource } from '../../src/readers/read.js'
import { Source } from '../../src/text/source.js'

const runOf = (files: Readonly<Record<string, string>>) =>
  new Source('mlruns/0/a', '', { parts: Object.entries(files).map(([name, text]) => new Source(name, text)) })

function read(source: Source) {
  const { axis, phases, notes } = mlflow.read(source)
  const columns = phases.at(-1)?.columns.map(({ name, x, y }) => ({ name, x, y }))
  return { axis, columns, notes: notes.map(({ because }) => because) }
}

describe('mlflow', () => {
  it('recognises lines of time, value and step, whatever the file is called', () => {
    const recognised = (text: string) => mlflow.recognises(new Source('loss', text))
    expect(recognised('1700000000000 0.5 0\n1700000000500 0.4 1\n')).toBe(true)
    expect(recognised('1700000000000 nan 0\n17000')).toBe(true)
    expect(recognised('1700000000000 0.5\n')).toBe(true)
    expect(recognised('1 0.5 0\n2 0.4 1\n')).toBe(false)
    expect(recognised('1700000000000 started epoch\n')).toBe(false)
    expect(recognised('epoch loss\n1700000000000 0.5 0\n')).toBe(false)
    expect(recognised('')).toBe(false)
  })

  it('puts the files of a run together, under their paths below metrics', () => {
    const { axis, columns, notes } = read(
      runOf({
        'metrics/loss': '1700000000000 0.5 0\n1700000000010 0.4 1\n',
        'metrics/val/loss': '1700000000005 0.6 0\n1700000000015 nan 1\n',
        'metrics/system/cpu': '1700000000005 10 0\n',
      }),
    )
    expect(axis).toBe('step')
    expect(columns).toEqual([
      { name: 'loss', x: [0, 1], y: [0.5, 0.4] },
      { name: 'val/loss', x: [0, 1], y: [0.6, Number.NaN] },
    ])
    expect(notes).toEqual([])
  })

  it('reads one file under its name', () => {
    const source = new Source('mlruns/0/ab/metrics/val/loss', '1700000000000 0.5 3 m-1 extra\n')
    expect(read(source).columns).toEqual([{ name: 'val/loss', x: [3], y: [0.5] }])
    expect(read(new Source('./loss', '1700000000000 0.5 3\n')).columns?.[0]?.name).toBe('loss')
  })

  it('counts values whose steps were not given', () => {
    const text = [0.5, 0.4, 0.3].map((value, k) => `170000000000${k} ${value} 0`).join('\n')
    expect(read(new Source('loss', text)).columns).toEqual([
      { name: 'loss', x: [1, 2, 3], y: [0.5, 0.4, 0.3] },
    ])
  })

  it('skips a broken line and says so', () => {
    const { columns, notes } = read(runOf({ 'metrics/loss': '1700000000000 0.5 0\n17000000 x\n' }))
    expect(columns).toEqual([{ name: 'loss', x: [0], y: [0.5] }])
    expect(notes).toEqual(['metrics/loss: skipped a line'])
  })

  it('leaves out what was torn at the end of a file, of which the whole program tells', () => {
    const source = runOf({ 'metrics/loss': '1700000000000 0.5 0\n17000000' })
    expect(read(source).columns).toEqual([{ name: 'loss', x: [0], y: [0.5] }])
    const { notes } = readSource(source).reading
    expect(notes.map(({ because }) => because)).toEqual([
      'metrics/loss: the log ends in the middle of a number (17000000): left out',
    ])
  })

  it('refuses a run with metrics of the machine alone', () => {
    expect(() => read(runOf({ 'metrics/system/cpu': '1700000000000 0.5 0\n' }))).toThrow(UserError)
  })
})
