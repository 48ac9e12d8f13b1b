import { describe, expect, it } from 'vitest';
import type { Facts } from '#clocks/clock.ts';
import { limitOf } from '#clocks/limit.ts';
import type { Policy } from '#clocks/policy.ts';
import { satisfaction } from '#clocks/presets/satisfaction.ts';
import { standardized } from '#clocks/presets/standardized.ts';
import { someFacts } from './some.ts';

const CHANNELS = ['phone', 'web', 'app', 'miniProgram', 'chat', 'email', 'social', 'offlineOutlet'];
const CLASS_MINUTES = { A: 15, B: 30, C: 120 };

const PRE_SALE = { kind: 'enquiry', stage: 'preSale' } as const;
const IN_SALE_URGENT = { kind: 'enquiry', stage: 'inSale', urgency: 'urgent' } as const;
const IN_SALE_GENERAL = { kind: 'enquiry', stage: 'inSale', urgency: 'general' } as const;
const COMPLAINT = { kind: 'complaint', stage: 'afterSale' } as const;
const AFTER_SALE_OTHER = { kind: 'enquiry', stage: 'afterSale' } as const;

const cls = 'class';
// Columns as CHANNELS; domain.md §2.5.
const STANDARDIZED: [string, Partial<Facts>, (number | 'class')[]][] = [
  ['pre-sale', PRE_SALE, [10, 5, 5, 5, 5, cls, cls, cls]],
  ['in-sale urgent', IN_SALE_URGENT, [15, 15, 15, 15, 15, 15, 15, 15]],
  ['in-sale general', IN_SALE_GENERAL, [30, 30, 30, 30, 30, 30, 30, 30]],
  ['after-sale complaint', COMPLAINT, [10, 10, 10, 10, 10, 120, cls, cls]],
  ['after-sale other', AFTER_SALE_OTHER, [cls, cls, cls, cls, cls, cls, cls, cls]],
];
const SATISFACTION: typeof STANDARDIZED = [
  ['pre-sale', PRE_SALE, [10, 3, 3, 3, 3, cls, cls, cls]],
  ['in-sale urgent', IN_SALE_URGENT, [15, 3, 3, 3, 3, 15, 15, 15]],
  ['in-sale general', IN_SALE_GENERAL, [30, 3, 3, 3, 3, 30, 30, 30]],
  ['after-sale complaint', COMPLAINT, [10, 3, 3, 3, 3, 120, cls, cls]],
  ['after-sale other', AFTER_SALE_OTHER, [cls, 3, 3, 3, 3, cls, cls, cls]],
];

const cells = [
  { policy: standardized, table: STANDARDIZED },
  { policy: satisfaction, table: SATISFACTION },
].flatMap(({ policy, table }) =>
  table.flatMap(([row, facts, minutes]) =>
    CHANNELS.flatMap((channel, column) =>
      (['A', 'B', 'C'] as const).map((problemClass) => {
        const cell = minutes[column]!;
        const expected = cell === 'class' ? CLASS_MINUTES[problemClass] : cell;
        return { policy, preset: policy.id, row, channel, problemClass, facts, expected };
      }),
    ),
  ),
);

const limit = (kind: Parameters<typeof limitOf>[0], facts: Partial<Facts>, policy: Policy = standardized) =>
  limitOf(kind, policy, someFacts(facts))?.minutes;

describe('the first response', () => {
  it.each(cells)('of $preset, $row, $channel, class $problemClass is due within $expected minutes', (cell) => {
    const facts = { ...cell.facts, channel: cell.channel, class: cell.problemClass };

    expect(limit('firstResponse', facts, cell.policy)).toBe(cell.expected);
  });

  it('is owed to every complaint by phone or online within 10 minutes, whatever its stage (SLA-17)', () => {
    expect(limit('firstResponse', { kind: 'complaint', stage: 'inSale', channel: 'phone' })).toBe(10);
    expect(limit('firstResponse', { kind: 'complaint', stage: 'preSale', channel: 'web' })).toBe(5);
  });

  it('is promised to nobody without a row when the policy has no fallback', () => {
    const silent: Policy = { ...standardized, responseFallback: 'none' };

    expect(limit('firstResponse', { ...PRE_SALE, channel: 'email' }, silent)).toBeUndefined();
  });
});

describe('the response of the class', () => {
  it.each(['A', 'B', 'C'] as const)('is due as the table says for class %s', (problemClass) => {
    expect(limit('classResponse', { class: problemClass })).toBe(CLASS_MINUTES[problemClass]);
  });

  it('is one clock with the first response when the strictest counts', () => {
    const strictest: Policy = { ...standardized, combineResponses: 'strictest' };
    const byMail = { ...COMPLAINT, channel: 'email', class: 'A' } as const;

    expect(limit('classResponse', byMail, strictest)).toBeUndefined();
    expect(limitOf('firstResponse', strictest, someFacts(byMail))).toEqual({ rule: 'SLA-03', minutes: 15 });
  });
});

describe('the resolution', () => {
  const hours = (n: number) => n * 60;

  it.each([
    ['a pre-sale design', { ...PRE_SALE, needsSolutionDesign: true }, hours(24), hours(24)],
    ['a pre-sale question', PRE_SALE, undefined, undefined],
    ['an urgent in-sale problem', IN_SALE_URGENT, hours(4), hours(4)],
    ['a general in-sale problem', IN_SALE_GENERAL, hours(24), hours(24)],
    ['a complaint of class A', { ...COMPLAINT, class: 'A' } as const, hours(24), hours(24)],
    ['a complaint of class B', { ...COMPLAINT, class: 'B' } as const, hours(48), hours(24)],
    ['a complaint of class C', { ...COMPLAINT, class: 'C' } as const, hours(72), hours(24)],
    ['another after-sale question', AFTER_SALE_OTHER, undefined, undefined],
  ])('of %s is due as each preset says', (_, facts, inStandardized, inSatisfaction) => {
    expect(limit('resolution', facts)).toBe(inStandardized);
    expect(limit('resolution', facts, satisfaction)).toBe(inSatisfaction);
  });
});

describe('the other promises', () => {
  it.each([standardized, satisfaction])('stand in $id', (policy) => {
    expect(limit('solution', COMPLAINT, policy)).toBe(1440);
    expect(limit('solution', IN_SALE_GENERAL, policy)).toBeUndefined();
    expect(limit('followUp', COMPLAINT, policy)).toBe(2880);
    expect(limit('recordEntry', AFTER_SALE_OTHER, policy)).toBe(30);
    expect(limit('careFollowUp', AFTER_SALE_OTHER, policy)).toBe(3 * 1440);
  });

  it.each(['web', 'app', 'miniProgram', 'chat'])(
    'greet everybody who writes over %s within ten seconds (SLA-11)',
    (channel) => {
      expect(limitOf('greeting', standardized, someFacts({ channel }))).toEqual({ rule: 'SLA-11', minutes: 10 / 60 });
      expect(limit('greeting', { channel }, satisfaction)).toBe(10 / 60);
    },
  );

  it.each(['phone', 'email', 'social', 'offlineOutlet'])('greet nobody over %s', (channel) => {
    expect(limit('greeting', { channel })).toBeUndefined();
  });
});
