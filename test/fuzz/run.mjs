// `npm run fuzz -- --minutes 30 --seed 1`
import { runBundled } from '../run-bundled.mjs'

await runBundled(new URL('main.ts', import.meta.url))
