import * as z from 'zod';
import { ClockKind, Told } from './clock.ts';

const LONGEST_MINUTES = 10 * 365 * 24 * 60; // ten years: what is longer is a mistake, and soon no date any more
const Minutes = z.number().positive().max(LONGEST_MINUTES);

/** The rule of the requirement base that set a row: `SLA-17`, `X-07`. */
const Rule = z.string().regex(/^[A-Z]+-\d+$/);

const ProblemClass = z.enum(['A', 'B', 'C']);

/** Which tickets a row is for; what it does not name may be anything. */
export const When = z.strictObject({
  kind: z.enum(['enquiry', 'complaint', 'feedback']).optional(),
  stage: z.enum(['preSale', 'inSale', 'afterSale']).optional(),
  channels: z.array(z.string()).min(1).optional(),
  urgency: z.enum(['urgent', 'general']).optional(),
  class: ProblemClass.optional(),
  needsSolutionDesign: z.boolean().optional(),
});
export type When = z.infer<typeof When>;

/** A limit in minutes for the tickets it names. */
export const LimitRow = z.strictObject({ rule: Rule, when: When, minutes: Minutes });
export type LimitRow = z.infer<typeof LimitRow>;

const MOST_PERIODS = 100; // of ten years at most: a level is told before the year 9999, where instants end

/** Who is told when the promise has been broken for this many periods; the first level is the breach itself. */
const Level = z.strictObject({ afterPeriods: z.number().min(0).max(MOST_PERIODS), tell: z.array(Told).min(1) });

const Ladder = z
  .array(Level)
  .min(1)
  .max(20)
  .refine((levels) => levels[0]?.afterPeriods === 0, 'The first level is told at the breach')
  .refine(
    (levels) => levels.every((level, index) => level.afterPeriods >= (levels[index - 1]?.afterPeriods ?? 0)),
    'No level is told before the one below it',
  );

/** One row of the class table (CLS-20): the impact that makes the class, who handles it, how fast, and the way up. */
const ClassPolicy = z.strictObject({
  rule: Rule,
  impact: z.strictObject({ affectedFrom: z.int().min(0), orMajorLoss: z.boolean() }),
  departments: z.array(z.string().min(1).max(60)).min(1).max(20),
  responseMinutes: Minutes,
  ladder: Ladder,
});

/**
 * How a broken promise of this kind climbs: a period is its own limit or the class's response limit; `untilResolution` brings
 * the higher levels forward to the moment the resolution is due; a ladder of its own replaces the class's.
 */
export const Escalation = z.strictObject({
  rule: Rule,
  period: z.enum(['ownLimit', 'classResponse']),
  untilResolution: z.boolean(),
  ladder: Ladder.optional(),
});
export type Escalation = z.infer<typeof Escalation>;

/** How a promise climbs of which a policy says nothing; it has no limit there, so no clock climbs so. */
const UNPROMISED: Escalation = { rule: 'SLA-35', period: 'ownLimit', untilResolution: false };

/** Something of every promise. Policies written before the house greeted and cared (SLA-11, CUS-07) say nothing of these two. */
function perKind<Of extends z.ZodType>(of: Of, unsaid: z.infer<Of>) {
  const since = z.prefault(of, unsaid as z.input<Of>);
  return z.strictObject({
    firstResponse: of,
    classResponse: of,
    solution: of,
    resolution: of,
    recordEntry: of,
    followUp: of,
    greeting: since,
    careFollowUp: since,
  });
}

/** Words that say something about a ticket's class (CLS-08). */
export const Keywords = z.strictObject({
  rule: Rule,
  words: z.array(z.string().trim().min(1).max(40)).min(1).max(200),
  class: ProblemClass.optional(),
  urgency: z.enum(['urgent', 'general']).optional(),
  majorLoss: z.boolean().optional(),
});
export type Keywords = z.infer<typeof Keywords>;

const Reminder = z.strictObject({ rule: Rule, when: When, afterMinutes: Minutes, tell: z.array(Told).min(1) });

const DAY = 24 * 60;

/** How often somebody is dissatisfied, on different tickets and within which time, before the house calls them by itself. */
const RepeatedDissatisfaction = z.strictObject({ rule: Rule, times: z.int().min(2).max(100), withinMinutes: Minutes });

/**
 * Every limit, class and way up, as data (SLA-35). Durations are minutes, shares are 0 to 1. A ticket keeps the version it was
 * opened under; a response can never be paused. A policy without a limit for greeting or care promises neither.
 */
export const Policy = z.strictObject({
  id: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().regex(/^V\d+\.\d+$/),
  sources: z.array(z.string()).min(1),
  warnAtShare: z.number().gt(0).lt(1),
  warnTell: z.array(Told).min(1),
  combineResponses: z.enum(['separate', 'strictest']),
  responseFallback: z.enum(['class', 'none']),
  calendars: perKind(z.string(), 'elapsed'),
  classes: z.record(ProblemClass, ClassPolicy),
  limits: z.strictObject({
    firstResponse: z.array(LimitRow),
    solution: z.array(LimitRow),
    resolution: z.array(LimitRow),
    recordEntry: z.array(LimitRow),
    followUp: z.array(LimitRow),
    greeting: z.array(LimitRow).default([]),
    careFollowUp: z.array(LimitRow).default([]),
  }),
  escalation: perKind(Escalation, UNPROMISED),
  resolutionReminder: Reminder.optional(),
  pause: z.strictObject({
    reasons: z.array(z.string().regex(/^[a-z][A-Za-z]*$/)).min(1),
    longestMinutes: Minutes,
    kinds: z.array(ClockKind.extract(['solution', 'resolution'])),
  }),
  reopenWithinMinutes: Minutes,
  /** How the shop writes its order numbers, `#` for a digit and `@` for a letter: they are nobody's personal data. */
  orderNumbers: z.array(z.string().min(4).max(40)).max(20).prefault([]),
  repeatedDissatisfaction: RepeatedDissatisfaction.prefault({ rule: 'CUS-07', times: 2, withinMinutes: 90 * DAY }),
  satisfiedFrom: z.int().min(1).max(5),
  keywords: z.array(Keywords).max(200),
});
export type Policy = z.infer<typeof Policy>;

/** How a ticket and a clock name the policy they run under: `standardized@V1.0`. */
export function referenceOf({ id, version }: Pick<Policy, 'id' | 'version'>): string {
  return `${id}@${version}`;
}

/** Where policies come from: the one for new tickets, and any one by its reference, for ever. */
export type Policies = {
  active(): Promise<Policy>;
  of(reference: string): Promise<Policy>;
};
