import { randomUUID } from 'node:crypto';
import type { Resource } from './assembly.ts';
import { type NextRun, readExpression } from './cron.ts';
import type { House } from './house.ts';

type Schedule = {
  id: string;
  arn: string;
  role: string;
  functionArn: string;
  input: string | undefined;
  next: NextRun;
  from: number | undefined;
  until: number | undefined;
};

const KIND = 'schedule';

/** EventBridge Scheduler. A run missed while the process was down is not made up for. */
export function startScheduler(house: House): { setEnabled(on: boolean): void; stop(): void } {
  const schedules = house.assembly.byType('AWS::Scheduler::Schedule').flatMap(readSchedule);
  const cancels = new Map<string, () => void>();
  let enabled = true;

  function plan(schedule: Schedule, after: number) {
    const since = firstSeen(house, schedule);
    const due = schedule.next(Math.max(after, (schedule.from ?? 0) - 1), since);
    if (due === undefined || (schedule.until !== undefined && due > schedule.until)) return;
    const cancel = house.clock.at(due, () => {
      plan(schedule, due);
      if (enabled) run(house, schedule, due);
    });
    cancels.set(schedule.id, cancel);
  }

  for (const schedule of schedules) plan(schedule, house.clock.now());
  return {
    setEnabled(on) {
      enabled = on;
    },
    stop() {
      for (const cancel of cancels.values()) cancel();
    },
  };
}

function run({ functions, roles, log }: House, { arn, role, functionArn, input }: Schedule, due: number) {
  const refusal = roles.refusal(role, { action: 'lambda:InvokeFunction', resource: functionArn });
  if (refusal) return log(`${arn} may not invoke ${functionArn}: ${refusal}`);
  const context: Record<string, string> = {
    'schedule-arn': arn,
    'scheduled-time': `${new Date(due).toISOString().slice(0, 19)}Z`,
    'execution-id': randomUUID(),
    'attempt-number': '1',
  };
  const event = input?.replace(/<aws\.scheduler\.([a-z-]+)>/g, (word, name: string) => context[name] ?? word) ?? '{}';
  functions.deliver(functionArn, JSON.parse(event));
}

/** Rates count from when the schedule was first seen here, as AWS counts from its creation. */
function firstSeen({ journal, clock }: House, { id }: Schedule): number {
  const before = journal.get<number>(KIND, id);
  if (before !== undefined) return before;
  journal.put(KIND, id, clock.now());
  return clock.now();
}

function readSchedule({ logicalId, arn, properties }: Resource): Schedule[] {
  const { State, ScheduleExpression, ScheduleExpressionTimezone = 'UTC', StartDate, EndDate } = properties;
  const { Arn, RoleArn, Input } = Object(properties['Target']);
  if (!String(Arn).includes(':lambda:'))
    throw new Error(`${logicalId}: the local runtime does not run a schedule for ${Arn}`);
  const next = readExpression(String(ScheduleExpression), String(ScheduleExpressionTimezone));
  const instant = (date: unknown) => (date === undefined ? undefined : Date.parse(String(date)));
  const target = {
    role: String(RoleArn),
    functionArn: String(Arn),
    input: typeof Input === 'string' ? Input : undefined,
  };
  if (State === 'DISABLED') return [];
  return [{ id: logicalId, arn, ...target, next, from: instant(StartDate), until: instant(EndDate) }];
}
