import { describe, expect, it } from 'vitest'
import { spacy } from '../../src/readers/spacy.js'
import { Source } from '../../src/text/source.js'
import { jsonLines, readPoints } from './points.js'

const recognises = (text: string) => spacy.recognises(new Source('log', text))
const TABLE = [
  'E    #       LOSS TRANS...  LOSS NER  ENTS_F  TAG_ACC  SCORE ',
  '---  ------  -------------  --------  ------  -------  ------',
  '  0       0           0.50     36.00    0.00     1.00    0.01',
  '  0     200          12.25    345.50   40.00    50.00    0.45',
  '  1     400           6.50    100.25   60.00    75.00    0.68',
].join('\n')
const printed = (...losses: readonly number[]) =>
  losses.map((loss) => `Losses {'ner': ${loss}, 'tagger': 1.5}`).join('\n')

describe('spacy', () => {
  it.each([
    ['its table', TABLE],
    ['its table among colours', TABLE.replaceAll('\n', '\u001b[0m\n')],
    [
      'its JSON Lines',
      jsonLines({ epoch: 0, step: 200, losses: { ner: 1 }, scores: { ents_f: 0 }, score: 0 }, '{"epo'),
    ],
    ['printed losses', `Created blank 'en' model\n${printed(5, 4)}`],
  ])('recognises %s', (_, text) => {
    expect(recognises(text)).toBe(true)
  })

  it.each([
    ['a table of others', 'E    #       LOSS\n1 2 3\n'],
    ['losses in a sentence', "Losses {'ner': too large}\nLosses go down\n"],
  ])('leaves %s to others', (_, text) => {
    expect(recognises(text)).toBe(false)
  })

  it('reads the table by steps: sums of losses of training, scores of validation', () => {
    const { axis, points, curves, notes } = readPoints(TABLE)
    expect(axis).toBe('step')
    expect(points).toEqual({
      'LOSS TRANS...': '200: 12.25, 400: 6.5',
      'LOSS NER': '200: 345.5, 400: 100.25',
      ENTS_F: '0: 0, 200: 40, 400: 60',
      TAG_ACC: '0: 1, 200: 50, 400: 75',
      SCORE: '0: 0.01, 200: 0.45, 400: 0.68',
    })
    expect(curves()).toEqual(['LOSS NER: train loss_ner', 'TAG_ACC: validation accuracy'])
    expect(notes).toEqual([expect.stringMatching(/losses of step 0 are of one batch/)])
  })

  it('reads JSON Lines the same way, scores of single labels left out', () => {
    const row = (step: number) => ({
      epoch: 0,
      step,
      losses: { ner: 100 / step },
      scores: { ents_f: step / 10, ents_per_type: { PERSON: { p: 1 } } },
      score: 0.5,
    })
    const { points } = readPoints(jsonLines(row(200), row(400)))
    expect(points).toEqual({
      'losses/ner': '200: 0.5, 400: 0.25',
      'scores/ents_f': '200: 20, 400: 40',
      score: '200: 0.5, 400: 0.5',
    })
  })

  it('counts the iterations that examples print', () => {
    const { axis, points } = readPoints(printed(5, 3, 4, 2))
    expect(axis).toBe('row')
    expect(points['Losses ner']).toBe('1: 5, 2: 3, 3: 4, 4: 2')
  })

  it('refuses losses that add up within an iteration', () => {
    expect(() => readPoints(printed(1, 2, 3, 4, 0.8, 1.6, 2.4, 3.2))).toThrow(/adds up within an iteration/)
  })
})
