import type { Calendar } from '#platform/time/calendar.ts';
import { earlier, type Instant, toSecond } from '#platform/time/instant.ts';
import type { Clock, Facts, Step } from './clock.ts';
import { instantAfter } from './counted.ts';
import { appliesTo } from './limit.ts';
import type { Policy } from './policy.ts';

/** What a promise is planned by; `resolutionDueAt` is when the ticket's resolution is due, if it has one. */
export type Terms = {
  readonly policy: Policy;
  readonly facts: Facts;
  readonly calendar: Calendar;
  readonly resolutionDueAt?: Instant | undefined;
};

type Promised = Pick<Clock, 'kind' | 'stretches' | 'limitMinutes'>;

/** When a promise is due, to the second. */
export function dueOf({ stretches, limitMinutes }: Omit<Promised, 'kind'>, calendar: Calendar): Instant {
  return toSecond(instantAfter(stretches, calendar, limitMinutes));
}

/** Everything that may have to be done about a promise from its beginning, soonest first. */
export function planOf(promised: Promised, terms: Terms): Step[] {
  const { policy, calendar } = terms;
  const { limitMinutes, stretches } = promised;
  const warnAt = toSecond(instantAfter(stretches, calendar, policy.warnAtShare * limitMinutes));
  const warning: Step = { do: 'warn', at: warnAt, tell: policy.warnTell };
  return inOrder([warning, ...reminderOf(promised, terms), ...levelsOf(promised, terms)]);
}

/** The 24-hour word about a complaint not yet resolved; silent until a solution is offered, none when the limit is no later. */
function reminderOf({ kind, limitMinutes, stretches }: Promised, { policy, facts, calendar }: Terms): Step[] {
  const reminder = policy.resolutionReminder;
  const wanted = kind === 'resolution' && reminder && appliesTo(reminder.when, facts);
  if (!wanted || reminder.afterMinutes >= limitMinutes) return [];
  return [{ do: 'remind', at: toSecond(instantAfter(stretches, calendar, reminder.afterMinutes)), tell: [] }];
}

/** Level k is told when k periods have passed, responses at the latest when the resolution is due (domain §2.5, X-07, X-08, X-10). */
function levelsOf(promised: Promised, { policy, facts, calendar, resolutionDueAt }: Terms): Step[] {
  const { ladder: ofClass, responseMinutes } = policy.classes[facts.class];
  const { period, untilResolution, ladder = ofClass } = policy.escalation[promised.kind];
  const { limitMinutes, stretches } = promised;
  const periodMinutes = period === 'ownLimit' ? limitMinutes : responseMinutes;
  const dueAt = dueOf(promised, calendar);
  const latest = untilResolution && resolutionDueAt && resolutionDueAt > dueAt ? resolutionDueAt : undefined;
  return ladder.map(({ afterPeriods, tell }, index) => {
    const full = toSecond(instantAfter(stretches, calendar, limitMinutes + afterPeriods * periodMinutes));
    return { do: 'escalate', at: latest ? earlier(full, latest) : full, level: index + 1, tell };
  });
}

function inOrder(steps: readonly Step[]): Step[] {
  return steps.toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
}

/** The clock with another plan, to be looked at when its first step is due. */
export function withPlan({ lookAt: _, ...clock }: Clock, plan: readonly Step[]): Clock {
  const [first] = plan;
  return { ...clock, plan: [...plan], ...(first && { lookAt: first.at }) };
}
