import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default defineConfig({
  root,
  resolve: {
    // graphql refuses to work where it is loaded twice. Vite would take its ES modules, and every library the file that
    // Node takes.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }],
  },
  test: {
    include: ['test/**/*.spec.ts'],
    globalSetup: ['test/support/redis/global-setup.ts'],
    // Much of the time goes to processes that are started, killed and waited for.
    maxWorkers: 2,
    // A worker for each file would load the whole program anew in each: a fifth of the time of all tests. No module keeps
    // anything that another test could see.
    isolate: false,
    // A test says when it may take long; a hang is found early.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/client/generated/**'],
      reporter: ['text-summary', 'html', 'json-summary'],
      reportsDirectory: 'coverage',
      thresholds: {
        'src/domain/**/*.ts': { branches: 100, functions: 100, lines: 100, statements: 100 },
      },
    },
  },
});
