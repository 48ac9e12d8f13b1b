import { expect, it, onTestFinished } from 'vitest';
import { watchSetAside } from '#intake/quarantine/watch-set-aside.ts';
import { at, type Instant } from '#platform/time/instant.ts';

const told = async (since: Instant | undefined) => {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  onTestFinished(() => {
    console.log = log;
  });
  const quarantine = { waitingSince: async () => since };
  await watchSetAside({ quarantine, clock: () => at('2026-03-02T12:00:00Z') })();
  return lines.map((line) => JSON.parse(line));
};

it('how many hours the oldest has waited is told where the alarm looks', async () => {
  const [{ SetAsideHours, _aws }] = await told(at('2026-03-02T07:30:00Z'));

  expect(SetAsideHours).toBe(4.5);
  expect(_aws).toMatchObject({ CloudWatchMetrics: [{ Namespace: 'Kefu', Metrics: [{ Name: 'SetAsideHours' }] }] });
});

it('nothing is told while nothing waits', async () => {
  expect(await told(undefined)).toEqual([]);
});
