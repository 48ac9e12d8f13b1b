import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { pool } from '../../infra/local/function-pool.ts';
import { aFolder } from './an-assembly.ts';

const IDLE_FOR = 200;

it.each([
  ['ends when nobody asked it for a while', IDLE_FOR, 1],
  ['is there still before that', 600 * IDLE_FOR, 2],
])('an instance %s', async (_, idleFor, answer) => {
  const folder = aFolder();
  writeFileSync(join(folder, 'index.mjs'), 'let events = 0; export const handler = async () => (events += 1);');
  const { invoke, stop } = pool({
    settings: { folder, handler: 'index.handler', offset: new SharedArrayBuffer(8), context: {} },
    ...{ environment: {}, timeout: 30_000, memory: 128, printed: () => {}, concurrency: 1, idleFor },
  });
  onTestFinished(stop);
  await invoke({});
  await new Promise((resolve) => setTimeout(resolve, 3 * IDLE_FOR));

  expect(await invoke({})).toEqual({ payload: answer });
});
