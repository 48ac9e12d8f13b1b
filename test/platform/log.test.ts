import { expect, it, onTestFinished } from 'vitest';
import { metric } from '#platform/log.ts';
import { at, toMillis } from '#platform/time/instant.ts';

it('counts at a moment that CloudWatch reads in milliseconds', () => {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  onTestFinished(() => {
    console.log = log;
  });
  metric('NoticeFailed', 2, toMillis(at('2026-03-02T12:00:00Z')));

  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { _aws: { Timestamp: 1_772_452_800_000, CloudWatchMetrics: [{ Namespace: 'Kefu' }] }, NoticeFailed: 2 },
  ]);
});
