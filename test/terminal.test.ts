import { describe, expect, it } from 'vitest'
import { colorLevelOf, type Environment, unicodeOf, widthOf } from '../src/terminal.js'

const TTY = { isTTY: true, columns: 100 }
const PIPE = {}

describe('width', () => {
  it.each<[string, number | undefined, object, Environment, number]>([
    ['what was asked for, before all', 60, TTY, { COLUMNS: '70' }, 60],
    ['what the terminal has', undefined, TTY, { COLUMNS: '70' }, 100],
    ['COLUMNS, in a pipe', undefined, PIPE, { COLUMNS: '70' }, 70],
    ['80, where nothing tells', undefined, PIPE, {}, 80],
    ['80, where COLUMNS is empty', undefined, PIPE, { COLUMNS: '' }, 80],
    ['80, where COLUMNS is no number', undefined, PIPE, { COLUMNS: 'wide' }, 80],
    ['80, where COLUMNS is nothing', undefined, PIPE, { COLUMNS: '0' }, 80],
    ['80, where COLUMNS is negative', undefined, PIPE, { COLUMNS: '-5' }, 80],
    ['80, where the terminal does not know its own', undefined, { isTTY: true, columns: 0 }, {}, 80],
    [
      'COLUMNS, where the terminal does not know its own',
      undefined,
      { isTTY: true, columns: 0 },
      { COLUMNS: '70' },
      70,
    ],
  ])('is %s', (_, asked, stream, env, width) => {
    expect(widthOf(asked, stream, env)).toBe(width)
  })

  it('stays within what --width takes, whatever the environment says', () => {
    for (const COLUMNS of ['1', '10', '39', '1001', '1000000000', '1e9']) {
      expect(widthOf(undefined, PIPE, { COLUMNS })).toBeGreaterThanOrEqual(40)
      expect(widthOf(undefined, PIPE, { COLUMNS })).toBeLessThanOrEqual(1000)
    }
  })
})

describe('colours', () => {
  it.each<[string, boolean | undefined, object, Environment, boolean]>([
    ['on a terminal', undefined, TTY, {}, true],
    ['not in a pipe', undefined, PIPE, {}, false],
    ['not on a dumb terminal', undefined, TTY, { TERM: 'dumb' }, false],
    ['--color in a pipe', true, PIPE, {}, true],
    ['--color before NO_COLOR', true, PIPE, { NO_COLOR: '1' }, true],
    ['--color before FORCE_COLOR=0', true, PIPE, { FORCE_COLOR: '0' }, true],
    ['--color before TERM=dumb', true, PIPE, { TERM: 'dumb' }, true],
    ['--no-color on a terminal', false, TTY, {}, false],
    ['--no-color before FORCE_COLOR', false, TTY, { FORCE_COLOR: '3' }, false],
    ['--no-color before CLICOLOR_FORCE', false, TTY, { CLICOLOR_FORCE: '1' }, false],
    ['FORCE_COLOR in a pipe', undefined, PIPE, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR before NO_COLOR', undefined, PIPE, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['FORCE_COLOR=true', undefined, PIPE, { FORCE_COLOR: 'true' }, true],
    ['FORCE_COLOR=0 on a terminal', undefined, TTY, { FORCE_COLOR: '0' }, false],
    [
      'FORCE_COLOR=false before CLICOLOR_FORCE',
      undefined,
      TTY,
      { FORCE_COLOR: 'false', CLICOLOR_FORCE: '1' },
      false,
    ],
    ['NO_COLOR on a terminal', undefined, TTY, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR, which says nothing', undefined, TTY, { NO_COLOR: '' }, true],
    ['NO_COLOR before CLICOLOR_FORCE', undefined, PIPE, { NO_COLOR: '1', CLICOLOR_FORCE: '1' }, false],
    ['CLICOLOR_FORCE in a pipe', undefined, PIPE, { CLICOLOR_FORCE: '1' }, true],
    ['CLICOLOR_FORCE before TERM=dumb', undefined, PIPE, { CLICOLOR_FORCE: '1', TERM: 'dumb' }, true],
    ['CLICOLOR_FORCE=0, which forces nothing', undefined, PIPE, { CLICOLOR_FORCE: '0' }, false],
  ])('%s', (_, asked, stream, env, colours) => {
    expect(colorLevelOf(asked, stream, env) > 0).toBe(colours)
  })

  it.each<[Environment, 1 | 2 | 3]>([
    [{}, 1],
    [{ TERM: 'xterm' }, 1],
    [{ TERM: 'xterm-256color' }, 2],
    [{ TERM_PROGRAM: 'iTerm.app' }, 2],
    [{ GITHUB_ACTIONS: 'true' }, 2],
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 3],
    [{ COLORTERM: '24bit' }, 3],
  ])('are as many as %j allows: level %i', (env, level) => {
    expect(colorLevelOf(undefined, TTY, env)).toBe(level)
    expect(colorLevelOf(true, PIPE, env)).toBe(level)
  })

  it.each(['1', '2', '3'])('are as many as FORCE_COLOR=%s says', (level) => {
    expect(colorLevelOf(undefined, PIPE, { FORCE_COLOR: level, COLORTERM: 'truecolor' })).toBe(Number(level))
  })
})

describe('Unicode', () => {
  it.each<[string, boolean, Environment, boolean]>([
    ['where nothing tells', false, {}, true],
    ['in a UTF-8 locale', false, { LANG: 'en_US.UTF-8' }, true],
    ['in a locale spelt utf8', false, { LANG: 'de_DE.utf8' }, true],
    ['in C.UTF-8', false, { LANG: 'C.UTF-8' }, true],
    ['not with --ascii', true, { LANG: 'en_US.UTF-8' }, false],
    ['not in the locale C', false, { LANG: 'C' }, false],
    ['not in the locale POSIX', false, { LANG: 'POSIX' }, false],
    ['not in Latin 1', false, { LANG: 'en_US.ISO-8859-1' }, false],
    ['not on the Linux console', false, { LANG: 'en_US.UTF-8', TERM: 'linux' }, false],
    [
      'by LC_ALL before LC_CTYPE and LANG',
      false,
      { LC_ALL: 'C', LC_CTYPE: 'en_US.UTF-8', LANG: 'en_US.UTF-8' },
      false,
    ],
    ['by LC_CTYPE before LANG', false, { LC_CTYPE: 'en_US.UTF-8', LANG: 'C' }, true],
    ['by LANG where LC_ALL is empty', false, { LC_ALL: '', LANG: 'C' }, false],
    ['where all are empty', false, { LC_ALL: '', LC_CTYPE: '', LANG: '' }, true],
  ])('%s', (_, ascii, env, unicode) => {
    expect(unicodeOf(ascii, env)).toBe(unicode)
  })
})
