import { parseArgs } from 'node:util';
import { liveThroughOneComplaint } from './one-complaint.ts';
import { liveThroughReviews } from './reviews.ts';

const { values } = parseArgs({
  options: {
    reviews: { type: 'string' },
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

const HELP = `npm run story                     one complaint, from the first word to the follow-up
npm run story -- --reviews FILE  one complaint for each negative row (label 0) of a CSV with the columns src_row, cat, label, review
  --count N                      at most N of them (default 100)
  --seed N                       another mix of on-time, late and never-answered handling (default 1)`;

if (values.help) process.stdout.write(`${HELP}\n`);
else if (values.reviews === undefined) await liveThroughOneComplaint();
else await liveThroughReviews({ file: values.reviews, count: Number(values.count), seed: Number(values.seed) });
