import { readPrint } from './prints.js'

/** So much of a text is looked at, in characters and in lines. */
const HEAD = 64 * 1024
const LINES = 400

const MARKUP =
  /^\s{0,9}(?:<!doctype|<html|\\documentclass|\\begin\{)|\]\(https?:\/\/|^\|(?: ?:?-{3,}:? ?\|)+\s{0,9}$/im
/** Statements of programs, at the beginning of a line; in a traceback they are indented. */
const STATEMENT =
  /^(?:(?:import|from) \w[\w.]{0,60}(?: import .{1,200}| as \w{1,40})?|(?:async )?def \w{1,60}\(.{0,200}|class \w{1,60}(?:\(.{0,200}\))?:|for \w[\w, ]{0,60} in .{1,200}:|if __name__ .{1,40}|#include ?[<"].{1,100}|(?:const|let|var) \w{1,60} = .{1,200}|(?:export )?(?:async )?function \w{1,60}\(.{0,200})$/gm
const BULLET = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+\S/
/** A heading of Markdown, or a sentence. */
const PROSE = /^#{1,6} [A-Z]|^[A-Z][a-z]+(?:,? [\w'-]+){2,}\.$/

/** Articles, papers, pages, notes and programs quote logs: a log within one is not the log. */
export function isDocument(text: string): boolean {
  const head = text.slice(0, HEAD)
  const fences = head.match(/^\s{0,3}(?:```|~~~)/gm)?.length ?? 0
  return fences >= 2 || MARKUP.test(head) || (head.match(STATEMENT)?.length ?? 0) >= 2 || isList(head)
}

/** All that is measured stands in bullets, below a heading or beside sentences, or without any number of an epoch. */
function isList(head: string): boolean {
  const lines = head.split('\n', LINES).filter((line) => line.length < 1000)
  if (!lines.some((line) => BULLET.test(line))) return false
  let numbered = false
  let bullets = 0
  for (const line of lines) {
    const print = readPrint(line)
    numbered ||= print?.epoch !== undefined || print?.step !== undefined
    if (!print || print.cells.size === 0) continue
    if (!BULLET.test(line)) return false
    bullets++
  }
  return bullets > 1 && (!numbered || lines.some((line) => PROSE.test(line.trim())))
}
