import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { notebook } from '../../src/readers/notebook.js'
import { readSource } from '../../src/readers/read.js'
import { Source } from '../../src/text/source.js'

type Output = Readonly<Record<string, unknown>>

const notebookOf = (...cells: readonly (readonly Output[])[]) => ({
  nbformat: 4,
  cells: [
    { cell_type: 'markdown', source: 'loss: 1' },
    ...cells.map((outputs) => ({ cell_type: 'code', source: '', outputs })),
  ],
})
const stream = (text: string | string[], name = 'stdout'): Output => ({ output_type: 'stream', name, text })
const html = (text: string): Output => ({ output_type: 'display_data', data: { 'text/html': text } })
const table = (...rows: readonly (readonly string[])[]) =>
  `<style>td { color: red }</style><table>${rows
    .map(
      (row, k) =>
        `<tr>${row.map((cell) => (k === 0 ? `<th>${cell}</th>` : `<td>${cell}</td>`)).join('\n')}</tr>`,
    )
    .join('')}</table>`
const keras = (epochs: number) =>
  Array.from(
    { length: epochs },
    (_, k) => `Epoch ${k + 1}/${epochs}\n10/10 [===] - 1s 5ms/step - loss: 0.${9 - k} - val_loss: 0.8${k}\n`,
  )

function read(json: unknown) {
  const { format, reading } = readSource(new Source('a.ipynb', JSON.stringify(json)))
  const runs = reading.phases.map(({ label, columns }) => ({
    label,
    curves: Object.fromEntries(columns.map(({ name, y }) => [name, y])),
  }))
  return { format, axis: reading.axis, runs, notes: reading.notes.map(({ because }) => because) }
}

describe('notebook', () => {
  it('recognises notebooks alone', () => {
    const recognised = (json: unknown) => notebook.recognises(new Source('a', JSON.stringify(json)))
    expect(recognised(notebookOf([]))).toBe(true)
    expect(recognised({ cells: [{ loss: 1 }] })).toBe(false)
    expect(recognised({ nbformat: 4, cells: [] })).toBe(false)
    expect(recognised([1])).toBe(false)
  })

  it('reads what a cell prints, in however many pieces', () => {
    const pieces = keras(3).map((text) => stream([text.slice(0, 20), text.slice(20)]))
    expect(read(notebookOf([stream('Using TensorFlow\n')], pieces))).toEqual({
      format: 'notebook',
      axis: 'epoch',
      runs: [{ label: 'cell 3', curves: { loss: [0.9, 0.8, 0.7], val_loss: [0.8, 0.81, 0.82] } }],
      notes: ['the output of cell 3'],
    })
  })

  it('makes a run of each cell that trains, and none of an evaluation', () => {
    const evaluation = stream('5/5 [===] - 0s 2ms/step - loss: 0.5\n')
    const { runs, notes } = read(notebookOf([stream(keras(3))], [stream(keras(2))], [evaluation]))
    expect(runs.map(({ label, curves }) => [label, curves.loss?.length])).toEqual([
      ['cell 2', 3],
      ['cell 3', 2],
    ])
    expect(notes[0]).toBe('the output of cell 2, cell 3')
  })

  it('does not let a bar on one stream swallow the line of the other', () => {
    const outputs = keras(2).flatMap((text) => [stream('  5%|#   | 1/20', 'stderr'), stream(text)])
    expect(read(notebookOf(outputs)).runs[0]?.curves.loss).toEqual([0.9, 0.8])
  })

  it('reads the tables of fastai, each a run', () => {
    const header = ['epoch', 'train_loss', 'valid_loss', 'accuracy', 'time']
    const frozen = table(header, ['0', '2.0', '1.9', '0.2', '00:01'], ['1', '1.8', '1.7', '0.3', '00:01'])
    const thawed = table(header, ['0', '1.5', '1.6', '0.5', '00:01'], ['1', '1.2', '1.4', '0.6', '00:01'])
    const { runs } = read(notebookOf([html(frozen), html(thawed)]))
    expect(runs.map(({ curves }) => curves.valid_loss)).toEqual([
      [1.9, 1.7],
      [1.6, 1.4],
    ])
  })

  it('reads the table of Hugging Face, in which a loss may be missing', () => {
    const rows = [
      ['Step', 'Training Loss', 'Validation Loss'],
      ['50', 'No log', '0.7'],
      ['100', '0.5', '0.6'],
    ]
    const { axis, runs } = read(notebookOf([html(`<progress value="1"></progress>${table(...rows)}<p>`)]))
    expect(axis).toBe('step')
    expect(runs[0]?.curves).toEqual({ 'Training Loss': [0.5], 'Validation Loss': [0.7, 0.6] })
  })

  it('leaves out what pandas shows, and what is no training', () => {
    const frame = table(['', 'epoch', 'loss'], ['98', '98', '0.2'], ['99', '99', '0.1'])
    const report = table(['Model', 'accuracy'], ['a', '0.9'], ['b', '0.8'])
    expect(() => read(notebookOf([html(frame), html(report), stream('Test loss: 0.5\n')]))).toThrow(UserError)
    expect(read(notebookOf([stream(keras(3))], [html(frame)])).runs).toHaveLength(1)
  })

  it('reads notebooks of format 3', () => {
    const cells = [{ outputs: [{ output_type: 'stream', stream: 'stdout', text: keras(2) }] }]
    expect(read({ nbformat: 3, worksheets: [{ cells }] }).runs[0]?.curves.loss).toEqual([0.9, 0.8])
  })

  it('says what to do with a notebook that was saved without its output', () => {
    expect(() => read(notebookOf([], []))).toThrow(/without the output of a training/)
  })

  it('survives cells and outputs that are broken', () => {
    const broken = {
      nbformat: 4,
      cells: [null, 3, { outputs: 'x' }, { outputs: [null, { text: 5 }, stream(keras(2))] }],
    }
    expect(read(broken).runs).toMatchObject([{ label: 'cell 4' }])
  })

  it('reads a history that a cell shows where no cell shows a training, and says of what rows a frame is', () => {
    const frame = table(['', 'loss', 'val_loss'], ['0', '0.5', '0.6'], ['1', '0.4', '0.5'])
    const { runs, notes } = read(notebookOf([html(frame)]))
    expect(runs[0]?.curves).toEqual({ loss: [0.5, 0.4], val_loss: [0.6, 0.5] })
    expect(JSON.stringify(notes)).toContain('a frame of pandas, taken for the whole history: rows 0 to 1')
    const shown = {
      output_type: 'execute_result',
      data: { 'text/plain': "{'loss': [0.5, 0.4], 'val_loss': [0.6, 0.5]}" },
    }
    expect(read(notebookOf([shown])).runs[0]?.curves).toEqual({ loss: [0.5, 0.4], val_loss: [0.6, 0.5] })
    expect(read(notebookOf([stream(keras(3))], [html(frame)], [shown])).runs).toHaveLength(1)
  })

  it('takes no frame for a history that leaves rows out, or that holds other things', () => {
    const gap = table(
      ['', 'loss', 'val_loss'],
      ['0', '0.5', '0.6'],
      ['...', '...', '...'],
      ['9', '0.4', '0.5'],
    )
    const data = table(['', 'name', 'loss', 'val_loss'], ['0', 'a', '0.5', '0.6'], ['1', 'b', '0.4', '0.5'])
    for (const frame of [gap, data]) expect(() => read(notebookOf([html(frame)]))).toThrow(UserError)
  })

  it('keeps the frozen phase of fine_tune, a table of one epoch above one of more', () => {
    const header = ['epoch', 'train_loss', 'valid_loss']
    const frozen = table(header, ['0', '0.9', '0.8'])
    const tuned = table(header, ['0', '0.7', '0.6'], ['1', '0.5', '0.4'])
    const { runs } = read(notebookOf([html(frozen), html(tuned)]))
    expect(runs.map(({ curves }) => curves.train_loss)).toEqual([[0.9], [0.7, 0.5]])
    expect(() => read(notebookOf([html(frozen)]))).toThrow(UserError)
  })
})
