import { describe, expect, it } from 'vitest'
import { Canvas } from '../../src/chart/canvas.js'

const shown = (canvas: Canvas) => canvas.rows().map((row) => row.map(({ text }) => text).join(''))

describe('canvas', () => {
  it('shows what was written, without blanks at the end', () => {
    const canvas = new Canvas(10, 2)
    canvas.write(0, 2, 'ab', 'title')
    canvas.set(1, 0, '|', 'axis')
    expect(shown(canvas)).toEqual(['  ab', '|'])
  })

  it.each([
    [-1, 0],
    [0, -1],
    [2, 0],
    [0, 5],
    [99, 99],
    [Number.NaN, 0],
    [0, Number.NaN],
  ])('ignores what is set at row %d, column %d, outside it', (row, column) => {
    const canvas = new Canvas(5, 2)
    canvas.set(row, column, 'x', 'plain')
    canvas.setBehind(row, column, 'x', 'plain')
    expect(shown(canvas)).toEqual(['', ''])
  })

  it('cuts text at its edges', () => {
    const canvas = new Canvas(4, 1)
    canvas.write(0, 2, 'long', 'plain')
    canvas.write(0, -1, 'xy', 'plain')
    expect(shown(canvas)).toEqual(['y lo'])
  })

  it('lets what is set behind give way to what stands there', () => {
    const canvas = new Canvas(3, 1)
    canvas.set(0, 1, '─', 'train')
    for (const column of [0, 1, 2]) canvas.setBehind(0, column, '░', 'region')
    expect(canvas.rows()).toEqual([
      [
        { text: '░', ink: 'region' },
        { text: '─', ink: 'train' },
        { text: '░', ink: 'region' },
      ],
    ])
  })

  it('joins neighbours of one ink into one span', () => {
    const canvas = new Canvas(6, 1)
    canvas.write(0, 0, 'abc', 'axis')
    canvas.write(0, 3, 'de', 'train')
    expect(canvas.rows()[0]).toEqual([
      { text: 'abc', ink: 'axis' },
      { text: 'de', ink: 'train' },
    ])
  })

  it('knows where it is free', () => {
    const canvas = new Canvas(6, 1)
    canvas.set(0, 3, 'x', 'plain')
    expect(canvas.isFree(0, 0, 3)).toBe(true)
    expect(canvas.isFree(0, 0, 4)).toBe(false)
    expect(canvas.isFree(0, -2, 5)).toBe(true)
    expect(canvas.isFree(0, 4, 99)).toBe(true)
  })

  it('counts a character outside the basic plane as one', () => {
    const canvas = new Canvas(3, 1)
    canvas.write(0, 0, '😀a', 'plain')
    expect(shown(canvas)).toEqual(['😀a'])
  })
})
