import { readPrint } from './prints.js'

/** So much of a text is looked at, in characters and in lines. */
const HEAD = 64 * 1024
const LINES = 400

const MARKUP =
  /^\s{0,9}(?:<!doctype|<html|\\documentclass|\\begin\{)|\]\(https?:\/\/|^\|(?: ?:?-{3,}:? ?\|)+\s{0,9}$/im
/** Statements of programs, at the beginning of a line; in a traceback they are indented. */
const STATEMENT =
  /^(?:(?:import|from) \w[\w.]{0,60}(?: import .{1,200}| as \w{1,40})?|(?:async )?def \w{1,60}\(.{0,200}|class \w{1,60}(?:\(.{0,200}\))?:|for \w[\w, ]{0,60} in .{1,200}:|if __name__ .{1,40}|#include ?[<"].{1,100}|import\b(?:\stype)? [{*].{1,200} from ['"].{1,200}|export (?:default|const|interface|type|class) .{1,200}|(?:const|let|var) \w{1,60} = .{1,200}|(?:export )?(?:async )?function \w{1,60}\(.{0,200})$/gm
const BULLET = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+\S/
/** A heading of Markdown, or a sentence. */
const PROSE = /^#{1,6} [A-Z]|^[A-Z][a-z]+(?:,? [\w'-]+){2,}\.$/

/** A script says on its first line what runs it. */
const SCRIPT = /^#! ?\//
const HEADING = /^#{1,6} [A-Z]/m
/** A sentence of some length. */
const SENTENCE = /^[A-Z][a-z]+(?:,? [\w'.-]+){6,}\.\s*$/m
/** A document that quotes a few lines quotes no more. */
const QUOTED = 3
/** A line of a configuration: a key, and its value where it has one. */
const SETTING = /^( *)([A-Za-z_][\w-]*):(?: +(\S.*))?$/

/** Articles, papers, pages, notes and programs quote logs: a log within one is not the log. */
export function isDocument(text: string): boolean {
  const head = text.slice(0, HEAD)
  const fences = head.match(/^\s{0,3}(?:```|~~~)/gm)?.length ?? 0
  return (
    fences >= 2 ||
    SCRIPT.test(head) ||
    MARKUP.test(head) ||
    (head.match(STATEMENT)?.length ?? 0) >= 2 ||
    isList(head) ||
    isNote(head) ||
    isConfiguration(head)
  )
}

/** A heading and a sentence, and hardly a line that measures anything. */
function isNote(head: string): boolean {
  if (!HEADING.test(head) || !SENTENCE.test(head)) return false
  const lines = head.split('\n', LINES).filter((line) => line.length < 1000)
  return lines.filter((line) => (readPrint(line)?.cells.size ?? 0) > 0).length <= QUOTED
}

/** Nothing but keys and values, in two sections or more, none of which comes again as the epochs of a log do. */
function isConfiguration(head: string): boolean {
  const lines = head.split('\n', LINES).filter((line) => line.trim() !== '' && !/^\s*#/.test(line))
  const settings = lines.map((line) => SETTING.exec(line))
  if (settings.some((setting) => setting === null)) return false
  const tops = settings.filter((setting) => setting?.[1] === '')
  const sections = tops.filter((setting) => setting?.[3] === undefined)
  return sections.length >= 2 && new Set(tops.map((setting) => setting?.[2])).size === tops.length
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
