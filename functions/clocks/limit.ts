import type { ClockKind, Facts } from './clock.ts';
import type { LimitRow, Policy, When } from './policy.ts';

/** A limit in minutes and the rule that set it. */
export type Limit = Pick<LimitRow, 'rule' | 'minutes'>;

/** The limit of this promise for this ticket; none when the policy promises nothing. */
export function limitOf(kind: ClockKind, policy: Policy, facts: Facts): Limit | undefined {
  const ofClass = classLimit(policy, facts);
  const together = policy.combineResponses === 'strictest';
  switch (kind) {
    case 'classResponse':
      return together ? undefined : ofClass;
    case 'firstResponse': {
      const fallback = policy.responseFallback === 'class' ? ofClass : undefined;
      const first = bestRow(policy.limits.firstResponse, facts) ?? fallback;
      return together ? shortest([first, ofClass]) : first;
    }
    default:
      return bestRow(policy.limits[kind], facts);
  }
}

function classLimit(policy: Policy, facts: Facts): Limit {
  const { rule, responseMinutes } = policy.classes[facts.class];
  return { rule, minutes: responseMinutes };
}

/** The row that says most about the ticket; of several the shortest. */
function bestRow(rows: readonly LimitRow[], facts: Facts): Limit | undefined {
  const matching = rows.filter(({ when }) => appliesTo(when, facts));
  const most = Math.max(...matching.map(precision));
  return shortest(matching.filter((row) => precision(row) === most));
}

function precision({ when }: LimitRow): number {
  return Object.values(when).filter((value) => value !== undefined).length;
}

function shortest(limits: readonly (Limit | undefined)[]): Limit | undefined {
  const [first] = limits.filter((limit) => limit !== undefined).sort((one, other) => one.minutes - other.minutes);
  return first && { rule: first.rule, minutes: first.minutes };
}

/** Whether a row is for this ticket. */
export function appliesTo({ channels, ...fixed }: When, facts: Facts): boolean {
  const { kind = facts.kind, stage = facts.stage, urgency = facts.urgency } = fixed;
  const { class: problemClass = facts.class, needsSolutionDesign = facts.needsSolutionDesign } = fixed;
  return (
    kind === facts.kind &&
    stage === facts.stage &&
    urgency === facts.urgency &&
    problemClass === facts.class &&
    needsSolutionDesign === facts.needsSolutionDesign &&
    (channels?.includes(facts.channel) ?? true)
  );
}
