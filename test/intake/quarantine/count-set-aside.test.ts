import { expect, it, onTestFinished } from 'vitest';
import { countSetAside } from '#intake/quarantine/count-set-aside.ts';
import { at } from '#platform/time/instant.ts';

it('what is set aside is counted where the alarm looks', () => {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  onTestFinished(() => {
    console.log = log;
  });
  countSetAside(at('2026-03-02T12:00:00Z'));

  expect(JSON.parse(lines[0]!)).toMatchObject({
    SetAside: 1,
    _aws: { CloudWatchMetrics: [{ Namespace: 'Kefu', Metrics: [{ Name: 'SetAside', Unit: 'Count' }] }] },
  });
});
