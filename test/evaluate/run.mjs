// `npm run evaluate`
import { runBundled } from '../run-bundled.mjs'

await runBundled(new URL('main.ts', import.meta.url))
