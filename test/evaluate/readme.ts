const PLACE = /(<!-- npm run evaluate -->\n)[\s\S]*?(\n<!-- end -->)/

/** The README with these tables in their place. Throws where it has no such place. */
export function intoReadme(readme: string, tables: string): string {
  if (!PLACE.test(readme)) throw new Error('README.md has no place for the evaluation')
  return readme.replace(PLACE, (_, start: string, end: string) => `${start}${tables}${end}`)
}
