import { onTestFinished } from 'vitest';
import { type Foundation, type FoundationOptions, startFoundation } from '../../infra/local/foundation.ts';

export type Letter = { queue: string; body: Record<string, unknown> };

/** Tables, functions and streams of an assembly, with letter boxes in place of queues; ended with the test. */
export async function aFoundation(
  assembly: string,
  options: Partial<FoundationOptions> = {},
): Promise<Foundation & { letters: Letter[] }> {
  const letters: Letter[] = [];
  const foundation = await startFoundation({
    assembly,
    urls: { api: 'http://127.0.0.1:1', issuer: 'http://127.0.0.1:2' },
    services: () => ({
      services: [],
      sendToQueue: (queueArn, body) => letters.push({ queue: queueArn.split(':')[5]!, body: JSON.parse(body) }),
    }),
    ...options,
  });
  onTestFinished(foundation.stop);
  await foundation.resume();
  return { ...foundation, letters };
}
