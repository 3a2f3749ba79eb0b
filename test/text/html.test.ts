import { describe, expect, it } from 'vitest'
import { tablesOf } from '../../src/text/html.js'

describe('tablesOf', () => {
  it('gives the cells of each table as plain text', () => {
    const html =
      '<p>x</p><table class="a"><thead><tr><th>epoch</th><th>a &lt; b &amp; c</th></tr></thead>' +
      '<tbody><tr><td> 1 </td><td><b>0.5</b>\n</td></tr></tbody></table>text<TABLE><TR><TD>2</TD></TR></TABLE>'
    expect(tablesOf(html)).toEqual([
      [
        ['epoch', 'a < b & c'],
        ['1', '0.5'],
      ],
      [['2']],
    ])
  })

  it('reads cells that are not closed, and skips empty rows', () => {
    expect(tablesOf('<table><tr><tr><td>1<td>2<tr><td>3</table>')).toEqual([[['1', '2'], ['3']]])
  })

  it('finds no table where there is none, in time', () => {
    expect(tablesOf('<td>1</td>')).toEqual([])
    expect(tablesOf('<table'.repeat(50_000))).toEqual([])
  })
})
