/** The README with these tables in their place; `what` follows the command there. Throws where it has no such place. */
export function intoReadme(readme: string, tables: string, what = ''): string {
  const place = new RegExp(`(<!-- npm run evaluate${what} -->\\n)[\\s\\S]*?(\\n<!-- end -->)`)
  if (!place.test(readme)) throw new Error('README.md has no place for the evaluation')
  return readme.replace(place, (_, start: string, end: string) => `${start}${tables}${end}`)
}
