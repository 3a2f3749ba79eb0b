// What a release says: `node .ci/release-notes.mjs v1.2.3` prints the section of the changelog, or why there is no release.
import { readFileSync } from 'node:fs'

/** The section of the changelog; throws where tag, version and changelog do not agree, and where the section has no date. */
function notesOf(tag, version, changelog) {
  if (tag !== `v${version}`) throw new Error(`the tag is ${tag}, the version in package.json ${version}`)
  const newest = changelog.split(/^(?=## )/m).find((section) => section.startsWith('## ')) ?? ''
  const [heading = '', ...lines] = newest.split('\n')
  const [, named, date = ''] = /^## (\S+)(?: \((.*)\))?$/.exec(heading) ?? []
  if (named !== version) throw new Error(`CHANGELOG.md begins with ${named}, the version is ${version}`)
  if (!/^\d{4}-\d\d-\d\d$/.test(date))
    throw new Error(`CHANGELOG.md: ${version} has no date, as in ## ${version} (2026-01-31)`)
  return `${lines.join('\n').trim()}\n`
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
try {
  process.stdout.write(notesOf(process.argv[2], version, readFileSync('CHANGELOG.md', 'utf8')))
} catch (error) {
  process.stderr.write(`release: ${error.message}\n`)
  process.exitCode = 1
}
