import { describe, expect, it } from 'vitest';
import { Policy, referenceOf } from '#clocks/policy.ts';
import { standardized } from '#clocks/presets/standardized.ts';
import { PRESETS } from '#clocks/presets.ts';

const withB = (part: object) => ({
  ...standardized,
  classes: { ...standardized.classes, B: { ...standardized.classes.B, ...part } },
});

describe('a policy', () => {
  it.each(PRESETS)('is whole in the preset $id', (preset) => {
    expect(Policy.parse(preset)).toEqual(preset);
  });

  it('promises neither greeting nor care when it was published before the house did', () => {
    const { greeting: _, careFollowUp: __, ...calendars } = standardized.calendars;
    const { greeting: ___, careFollowUp: ____, ...limits } = standardized.limits;
    const { greeting: _____, careFollowUp: ______, ...escalation } = standardized.escalation;

    const policy = Policy.parse({ ...standardized, calendars, limits, escalation });

    expect(policy.limits).toEqual({ ...limits, greeting: [], careFollowUp: [] });
    expect(policy.calendars).toEqual({ ...calendars, greeting: 'elapsed', careFollowUp: 'elapsed' });
  });

  it('is named by its id and version', () => {
    expect(referenceOf(standardized)).toBe('standardized@V1.0');
  });

  it.each([
    ['a response may be paused', { ...standardized, pause: { ...standardized.pause, kinds: ['firstResponse'] } }],
    ['the warning comes with the breach', { ...standardized, warnAtShare: 1 }],
    ['a clock has no calendar', { ...standardized, calendars: {} }],
    [
      'the greeting has a calendar that is no name',
      { ...standardized, calendars: { ...standardized.calendars, greeting: 7 } },
    ],
    ['a limit is nothing', withB({ responseMinutes: 0 })],
    ['a limit lies beyond every date', withB({ responseMinutes: 1e300 })],
    ['nobody is told of a breach', withB({ ladder: [] })],
    ['the first level waits', withB({ ladder: [{ afterPeriods: 1, tell: ['director'] }] })],
    [
      'a level comes before the one below it',
      withB({
        ladder: [
          { afterPeriods: 0, tell: ['owner'] },
          { afterPeriods: 2, tell: ['director'] },
          { afterPeriods: 1, tell: ['ceo'] },
        ],
      }),
    ],
    ['a field is unknown', { ...standardized, colour: 'red' }],
  ])('is refused when %s', (_, policy) => {
    expect(Policy.safeParse(policy).success).toBe(false);
  });

  it.each([
    ['A', [['teamLeader'], ['technicalDirector', 'teamLeader'], ['ceo']]],
    ['B', [['owner', 'teamLeader'], ['productManager'], ['director']]],
    ['C', [['teamLeader']]],
  ] as const)('takes class %s up the path of the class table', (problemClass, path) => {
    expect(standardized.classes[problemClass].ladder.map(({ tell }) => tell)).toEqual(path);
  });
});
