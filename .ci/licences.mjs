// Refuses what may not be shipped: packages the program needs at run time under other licences than these, or that run a
// script when they are installed; and any without a checksum or with an address of its own: the lockfile names none of what
// comes from the registry (.npmrc).
import { readFileSync } from 'node:fs'

const LICENCES = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0']
const lock = process.argv[2] ?? new URL('../package-lock.json', import.meta.url)
const { packages } = JSON.parse(readFileSync(lock, 'utf8'))
const shipped = Object.entries(packages).filter(
  ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
)
const faults = [
  ...shipped.flatMap(([path, { license, hasInstallScript }]) => [
    ...(LICENCES.includes(license) ? [] : [`${path}: licence ${license ?? 'unknown'}`]),
    ...(hasInstallScript ? [`${path}: runs a script when it is installed`] : []),
  ]),
  ...Object.entries(packages).flatMap(([path, { resolved, integrity }]) =>
    path === '' || (integrity && resolved === undefined)
      ? []
      : [`${path}: not from the registry, or without a checksum`],
  ),
]
for (const fault of faults) process.stderr.write(`supply: ${fault}\n`)
if (faults.length === 0)
  process.stdout.write(`supply: ${shipped.length} packages are shipped, all under ${LICENCES.join(', ')}\n`)
process.exitCode = faults.length > 0 ? 1 : 0
