import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { HouseEvent } from '#platform/events/event.ts';
import { job } from '#platform/jobs/job.ts';
import { listen } from '#platform/jobs/listen.ts';
import { step } from '#platform/jobs/step.ts';
import type { Instant } from '#platform/time/instant.ts';

describe('a job', () => {
  it('is told for which moment it runs', async () => {
    const ran: Instant[] = [];
    const handler = job({ needs: () => ran, run: (moments) => async (at) => moments.push(at) });
    await handler({ scheduledAt: '2026-04-01T01:00:00Z' });

    expect(ran).toEqual(['2026-04-01T01:00:00.000Z']);
  });

  it.each([[{}], [{ scheduledAt: 'tomorrow' }], [null]])('does not run for %j', async (event) => {
    const handler = job({ needs: () => undefined, run: () => async () => expect.unreachable() });

    await expect(handler(event)).rejects.toThrow();
  });
});

describe('a listener', () => {
  const fact = { id: 'tkt_1.1.0', type: 'TicketOpened', subject: 'tkt_1', at: '2026-03-02T12:00:00.000Z', by: 'mira' };
  const heard: HouseEvent[] = [];
  const handler = listen({ needs: () => heard, run: (all) => async (event) => void all.push(event) });

  it('hears the fact with all that it says', async () => {
    await handler({ detail: { ...fact, channel: 'web' } } as never);

    expect(heard).toEqual([{ ...fact, channel: 'web' }]);
  });

  it('does not act on what is no fact of the house', async () => {
    await expect(handler({ detail: { ...fact, at: 'yesterday' } } as never)).rejects.toThrow();
  });

  it('asks for the event again by throwing, and says where but not a word of what was said', async () => {
    const failing = listen({
      needs: () => undefined,
      run: () => async () => {
        throw Object.assign(new Error('li@example.com is no address\n    at home'), { code: 'EENVELOPE' });
      },
    });

    const thrown = await failing({ detail: fact } as never).catch((error: Error) => error);
    expect(thrown).toMatchObject({ name: 'Error', message: 'Error EENVELOPE' });
    expect(String(thrown?.stack)).toContain('entry-points.test.ts');
    expect(String(thrown?.stack)).not.toMatch(/example|at home/);
  });
});

describe('a step of a machine', () => {
  const handler = step({
    input: z.object({ run: z.int() }),
    needs: () => 1,
    run:
      (more) =>
      async ({ run }) =>
        run + more,
  });

  it('answers what the machine goes on with', async () => {
    expect(await handler({ run: 1 })).toBe(2);
  });

  it('refuses what it was not made for', async () => {
    await expect(handler({ run: 'one' })).rejects.toThrow();
  });
});
