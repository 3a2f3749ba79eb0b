import { defineConfig } from 'vitest/config'

// No test leaves anything behind in a module, so that all share what they import: four times as fast as one by one.
export default defineConfig({
  test: {
    ...{ include: ['test/**/*.test.ts'], testTimeout: 30_000, isolate: false, maxWorkers: '100%' },
    // What tests start in a process of its own does not count. test/coverage/check.mjs says whether it is enough.
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reporter: ['text', 'json-summary', 'json'] },
  },
})
