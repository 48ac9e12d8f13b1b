import { withoutWords } from '#platform/jobs/without-words.ts';
import { live } from '#platform/live.ts';
import { readSnsSms } from '#platform/sms/read-sns-sms.ts';
import { hearSms } from './sms/hear-sms.ts';
import { liveSms } from './sms/live-sms.ts';

/** What AWS End User Messaging tells by its topic. */
export const handler = withoutWords(
  async (event: unknown): Promise<void> => hearSms(liveSms())(readSnsSms(event, live.clock()), JSON.stringify(event)),
);
