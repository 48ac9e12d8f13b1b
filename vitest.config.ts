import { defineConfig } from 'vitest/config';

const SECOND = 1_000;

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'rules',
          include: ['test/**/*.test.ts'],
          exclude: ['test/infra/**', 'test/local/**', 'test/journeys/**', 'test/stores/**'],
          isolate: false,
          testTimeout: 300 * SECOND,
          hookTimeout: 300 * SECOND,
        },
      },
      {
        test: {
          name: 'stores',
          include: ['test/stores/**/*.test.ts'],
          testTimeout: 300 * SECOND,
          hookTimeout: 300 * SECOND,
        },
      },
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          globalSetup: ['test/infra/synthesis.ts'],
          testTimeout: 300 * SECOND,
          hookTimeout: 300 * SECOND,
        },
      },
      {
        test: {
          name: 'local',
          include: ['test/local/**/*.test.ts'],
          testTimeout: 300 * SECOND,
          hookTimeout: 300 * SECOND,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: 'test/journeys/assembly.ts',
          testTimeout: 600 * SECOND,
          hookTimeout: 600 * SECOND,
        },
      },
    ],
  },
});
