import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { refusalOf } from '../../src/readers/read.js'
import { findFiles } from '../../src/source/find.js'
import { openSource } from '../../src/source/open.js'
import { eventFile } from '../bytes/events.js'

const LOG = 'epoch,loss,val_loss\n0,1,1\n1,0.5,0.6\n'
const state = (steps: number) =>
  JSON.stringify({ global_step: steps, log_history: [{ step: steps, epoch: 1, loss: 0.5 }] })

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'epochwise-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** Writes files, each a minute after the one before. */
function given(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [k, [path, content]] of Object.entries(files).entries()) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
    utimesSync(join(root, path), 1.7e9 + 60 * k, 1.7e9 + 60 * k)
  }
}

async function* nothing(): AsyncGenerator<string> {}

async function opened(path = '') {
  const source = await openSource(join(root, path), nothing(), refusalOf)
  return {
    name: source.name.slice(root.length + 1),
    parts: source.parts.map(({ name }) => name),
    notes: source.notes.map(({ because }) => because),
  }
}

async function refused(path = ''): Promise<string> {
  const error: unknown = await openSource(join(root, path), nothing(), refusalOf).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(UserError)
  return error instanceof UserError ? `${error.message} (${error.hint})`.replaceAll(root, '.') : ''
}

describe('openSource of a directory', () => {
  it('opens the one log that it holds, and says nothing of it', async () => {
    given({ 'a/b/training.csv': LOG, 'README.txt': 'No numbers.\n', 'model.bin': 'x' })
    expect(await opened()).toEqual({ name: 'a/b/training.csv', parts: [], notes: [] })
    expect((await opened('a')).name).toBe('a/b/training.csv')
  })

  it('takes the newest version by its number', async () => {
    given({ 'version_10/metrics.csv': LOG, 'version_9/metrics.csv': LOG, 'version_2/metrics.csv': LOG })
    expect(await opened()).toEqual({
      name: 'version_10/metrics.csv',
      parts: [],
      notes: ['the newest of 3 runs; the others: version_2/metrics.csv, version_9/metrics.csv'],
    })
  })

  it('takes the newest run by time where names tell nothing', async () => {
    given({ 'zeta/results.csv': LOG, 'alpha/results.csv': LOG })
    expect((await opened()).name).toBe('alpha/results.csv')
  })

  it('takes runs that are numbered but for the first for numbered', async () => {
    given({ 'train2/results.csv': LOG, 'train/results.csv': LOG })
    expect((await opened()).name).toBe('train2/results.csv')
  })

  it('prefers what can be trusted more, and says what else is there', async () => {
    given({
      'history.csv': LOG,
      'metrics.csv': LOG,
      'runs/events.out.tfevents.1700000000.host': eventFile([{ scalars: { loss: 1 } }]),
    })
    expect(await opened()).toEqual({
      name: 'metrics.csv',
      parts: [],
      notes: ['also there, not read: history.csv, event files of TensorBoard'],
    })
  })

  it('passes over what does not read, and says why', async () => {
    given({ 'metrics.csv': 'epoch,loss\n', 'results.csv': LOG })
    const { name, notes } = await opened()
    expect(name).toBe('results.csv')
    expect(notes).toEqual([expect.stringMatching(/^passed over .*metrics\.csv: a header and no rows$/)])
  })

  it('says why the only log does not read', async () => {
    given({ 'version_0/metrics.csv': 'epoch,loss\n' })
    expect(await refused()).toContain('./version_0/metrics.csv: a header and no rows')
  })

  it('takes of the states of a run the one that knows most', async () => {
    given({ 'checkpoint-20/trainer_state.json': state(20), 'checkpoint-100/trainer_state.json': state(100) })
    expect((await opened()).name).toBe('checkpoint-100/trainer_state.json')
    given({ 'trainer_state.json': state(100) })
    expect((await opened()).name).toBe('trainer_state.json')
    given({ 'trainer_state.json': state(50) })
    expect((await opened()).name).toBe('checkpoint-100/trainer_state.json')
  })

  it('puts the event files of a run together; runs are dated by their names', async () => {
    const events = eventFile([{ scalars: { epoch_loss: 1 } }, { step: 1, scalars: { epoch_loss: 0.5 } }])
    given({
      'new/train/events.out.tfevents.1700000009.host.1.0.v2': events,
      'new/validation/events.out.tfevents.1700000009.host.1.1.v2': events,
      'old/train/events.out.tfevents.1700000001.host.1.0.v2': events,
    })
    const { name, parts, notes } = await opened()
    expect(name).toBe('new')
    expect(parts.map((part) => part.split('/')[0])).toEqual(['train', 'validation'])
    expect(notes).toEqual(['the newest of 2 runs; the others: old'])
  })

  it('refuses to choose among logs of different names', async () => {
    given({ 'first.csv': LOG, 'second.csv': LOG })
    expect(await refused()).toBe(
      '.: several logs, and no telling which is meant: first.csv, second.csv (name one, or all of them with a glob)',
    )
  })

  it('says what it looked for where there is nothing', async () => {
    given({ 'notes.txt': 'Nothing.\n', 'empty.csv': '' })
    expect(await refused()).toMatch(
      /^\.: a directory without a training log \(looked for trainer_state\.json, .*notebook/,
    )
  })

  it('refuses what W&B and Aim keep, and says what to export', async () => {
    given({ 'wandb/run-1/run-1.wandb': ':W&B', 'wandb/run-1/files/output.log': LOG })
    expect(await refused()).toMatch(/^\.\/wandb\/run-1: a run of W&B.*to_csv.*output\.log/)
    given({ 'aim/CURRENT': 'MANIFEST-000001', 'aim/MANIFEST-000001': '', 'aim/000003.log': LOG })
    expect(await refused('aim')).toMatch(/^\.\/aim: a RocksDB store.*CSV/)
    given({ 'training.csv': LOG })
    expect((await opened()).name).toBe('training.csv')
  })

  it('is not led round in circles by symbolic links, and does not read a run twice', async () => {
    given({ 'version_3/metrics.csv': LOG })
    symlinkSync(root, join(root, 'version_3', 'loop'))
    symlinkSync('version_3', join(root, 'latest'))
    symlinkSync('nowhere', join(root, 'broken'))
    expect(await opened()).toEqual({ name: 'version_3/metrics.csv', parts: [], notes: [] })
  })

  it('follows a link to a directory elsewhere', async () => {
    given({ 'data/exp/metrics.csv': LOG, 'project/README.md': '' })
    symlinkSync('../data', join(root, 'project', 'runs'))
    expect((await opened('project')).name).toBe('project/runs/exp/metrics.csv')
  })
})

describe('findFiles', () => {
  it('lists files by name, the nearest first, without packages and hidden directories', async () => {
    given({
      ...{ 'b/c/deep.csv': '', 'b/x10.csv': '', 'b/x9.csv': '', 'a.csv': '' },
      ...{ 'node_modules/p/log.csv': '', '.git/log': '', '__pycache__/x.log': '' },
    })
    expect((await findFiles(root)).files).toEqual(['a.csv', 'b/x9.csv', 'b/x10.csv', 'b/c/deep.csv'])
  })

  it('ends the search at a depth, and says so', async () => {
    given({ [`${'d/'.repeat(12)}log.csv`]: LOG })
    expect(await findFiles(root)).toEqual({ files: [], stores: [], closed: [], cut: true })
    expect(await refused()).toContain('as far as it was searched')
  })
})
