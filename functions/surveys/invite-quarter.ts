import { eachOf } from '#platform/jobs/each-of.ts';
import type { Clock, Instant } from '#platform/time/instant.ts';
import { invite } from './invitation.ts';
import { quarterBefore } from './quarter.ts';
import { SAMPLE_PERCENT, sample } from './sample.ts';
import type { SurveyStore } from './survey-store.ts';

type Needs = { readonly surveys: SurveyStore; readonly clock: Clock; readonly newSeed: () => string };

const AT_ONCE = 16; // transactions of four write units each: far below what one table takes

/**
 * Asks a sample of those served in the quarter that ended before `scheduledAt` (SUR-01). Run again, it draws the same ones from
 * those remembered before it first began, and invites whom a crash left out; a survey that is done stays as it is.
 */
export const inviteQuarter =
  ({ surveys, clock, newSeed }: Needs) =>
  async (scheduledAt: Instant): Promise<void> => {
    const quarter = quarterBefore(scheduledAt);
    const survey =
      (await surveys.find(quarter)) ??
      (await surveys.begin({ quarter, seed: newSeed(), startedAt: clock(), version: 0 }));
    if (survey.done) return;

    const served = await surveys.servedIn(quarter);
    const known = served.filter(({ rememberedAt }) => rememberedAt <= survey.startedAt);
    const drawn = sample(known, SAMPLE_PERCENT, survey.seed);
    await eachOf(drawn, AT_ONCE, (customer) => surveys.invite(invite(customer, survey)));
    await surveys.finish({ ...survey, done: { served: known.length, invited: drawn.length } });
  };
