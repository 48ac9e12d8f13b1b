import { type Lived, liveOn, PATHS } from '../story/reviews.ts';
import { sampleReviews } from '../story/sample-reviews.ts';
import { atMost, type Figure, noted, seconds, whole } from './figures.ts';
import { percentile } from './measure.ts';
import type { Section } from './section.ts';

const SEED = 1;
const LATEST: Readonly<Record<string, number>> = { both: 1, 'timer only': 1, 'sweeper only': 61 };

/** Complaints handled on time, late or never, on each of the ways to a deadline. */
export const weeks: Section = async ({ quick }) => {
  const complaints = sampleReviews(quick ? 20 : 1000);
  const figures: Figure[] = [noted('complaints', `${complaints.length}`)];
  for (const path of Object.keys(PATHS)) figures.push(...figuresOf(path, await liveOn(path, complaints, SEED)));
  return figures;
};

function figuresOf(path: string, lived: Lived): Figure[] {
  const { lagsMs, lost, duplicated, unexpected, refused, started, breached } = lived;
  const lag = (share: number) => percentile(lagsMs, share) / 1000;
  return [
    noted(path, `${started} clocks, ${breached} breached, ${lagsMs.length} looks`),
    atMost({ name: '  real time', value: lived.seconds, bound: 120, show: seconds }),
    noted('  lag p50 / p99', `${seconds(lag(0.5))} / ${seconds(lag(0.99))}`),
    atMost({ name: '  lag p100', value: lag(1), bound: LATEST[path] ?? 1, show: seconds }),
    atMost({ name: '  lost', value: lost.length, bound: 0, show: whole }),
    atMost({ name: '  duplicated', value: duplicated.length, bound: 0, show: whole }),
    atMost({ name: '  unexpected or refused', value: unexpected.length + refused.length, bound: 0, show: whole }),
  ];
}
