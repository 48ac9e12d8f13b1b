import { describe, expect, it } from 'vitest';
import { startScheduler } from '../../infra/local/scheduler.ts';
import { ARN, aHouse, aResource } from './a-house.ts';

const SURVEY = `${ARN}:survey`;
const DAY = 86_400_000;

function scheduled(expression: string, more: Record<string, unknown> = {}, given: Parameters<typeof aHouse>[0] = {}) {
  const { Input, ...properties } = more;
  const schedule = {
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: 'Asia/Shanghai',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: SURVEY, RoleArn: 'arn:aws:iam::1:role/schedule', ...(Input !== undefined && { Input }) },
    ...properties,
  };
  const rest = aHouse({ ...given, resources: [aResource('AWS::Scheduler::Schedule', 'Survey', schedule)] });
  const scheduler = startScheduler(rest.house);
  const runs = async (days: number) => {
    await rest.clock.moveTo(rest.clock.now() + days * DAY);
    return rest.delivered.map(({ at }) => new Date(at).toISOString().slice(0, 16));
  };
  return { ...rest, scheduler, runs };
}

describe('a schedule', () => {
  it('runs at nine at each quarter’s start in Shanghai', async () => {
    const { runs } = scheduled('cron(0 9 1 1,4,7,10 ? *)');
    expect(await runs(300)).toEqual(['2026-01-01T01:00', '2026-04-01T01:00', '2026-07-01T01:00', '2026-10-01T01:00']);
  });

  it.each([
    ['cron(30 8 ? * MON-FRI *)', 5, ['2026-01-01T00:30', '2026-01-02T00:30', '2026-01-05T00:30']],
    ['cron(30 8 ? * 2-6 *)', 5, ['2026-01-01T00:30', '2026-01-02T00:30', '2026-01-05T00:30']],
    ['cron(0 0/12 * * ? *)', 1, ['2026-01-01T04:00', '2026-01-01T16:00']],
    ['cron(0 0 L * ? *)', 59, ['2026-01-30T16:00', '2026-02-27T16:00']],
    ['at(2026-01-03T08:00:00)', 30, ['2026-01-03T00:00']],
    ['rate(12 hours)', 1, ['2026-01-01T12:00', '2026-01-02T00:00']],
  ])('%s runs as AWS runs it', async (expression, days, expected) => {
    expect(await scheduled(expression).runs(days + 0.01)).toEqual(expected);
  });

  it('tells the function the instant it was meant for', async () => {
    const input = JSON.stringify({ at: '<aws.scheduler.scheduled-time>', quarter: true });
    const { runs, delivered } = scheduled('cron(0 9 1 4 ? *)', { Input: input });
    await runs(120);
    expect(delivered).toMatchObject([{ functionArn: SURVEY, event: { at: '2026-04-01T01:00:00Z', quarter: true } }]);
  });

  it('does not run while it is disabled, switched off, or without a grant', async () => {
    expect(await scheduled('rate(1 hour)', { State: 'DISABLED' }).runs(1)).toEqual([]);
    const off = scheduled('rate(1 hour)');
    off.scheduler.setEnabled(false);
    expect(await off.runs(1)).toEqual([]);
    expect(await scheduled('rate(1 hour)', {}, { refuse: () => 'no' }).runs(1)).toEqual([]);
  });

  it('is not made up for after the process was down, and runs at its next time', async () => {
    const { house } = scheduled('rate(1 day)');
    const later = scheduled('rate(1 day)', {}, { journal: house.journal, start: '2026-01-05T06:00:00Z' });
    expect(await later.runs(1.9)).toEqual(['2026-01-06T00:00', '2026-01-07T00:00']);
  });

  it.each(['cron(0 9 * * * *)', 'cron(0 9 * *)', 'rate(0 hours)', 'rate(1 fortnight)', 'every(1 hour)'])(
    '%s is refused',
    (wrong) => {
      expect(() => scheduled(wrong)).toThrow();
    },
  );
});
