import { join } from 'node:path';
import { commandLine, runCommand } from '../../infra/command-line.ts';
import { WAYS } from './correspondent.ts';
import { liveThroughOneComplaint } from './one-complaint.ts';
import { liveThroughReviews } from './reviews.ts';

const SAMPLE = join(import.meta.dirname, 'sample.csv');

/** `--reviews` alone plays the sample that comes with the story. */
function withSample(args: readonly string[]): string[] {
  const place = args.indexOf('--reviews');
  const bare = place >= 0 && (args[place + 1] === undefined || args[place + 1]?.startsWith('--'));
  return bare ? args.toSpliced(place + 1, 0, SAMPLE) : [...args];
}

const HELP = `npm run story                     one complaint, from the first word to the follow-up
  --by mail, --by sms            the customer writes mails, or text messages (default app: the shop's app speaks for them)
npm run story -- --reviews FILE  one complaint for each negative row (label 0) of a CSV with the columns src_row, cat, label, review;
                                 without FILE a small sample of our own
  --count N                      at most N of them (default 100)
  --seed N                       another mix of on-time, late and never-answered handling (default 1)`;

const { values } = commandLine(HELP, {
  args: withSample(process.argv.slice(2)),
  options: {
    by: { type: 'string', default: 'app' },
    reviews: { type: 'string' },
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

const way = WAYS.find((one) => one === values.by);

if (values.help || !way) process.stdout.write(`${HELP}\n`);
else if (values.reviews === undefined) await runCommand(() => liveThroughOneComplaint(way));
else {
  const asked = { file: values.reviews, count: Number(values.count), seed: Number(values.seed) };
  await runCommand(() => liveThroughReviews(asked));
}
