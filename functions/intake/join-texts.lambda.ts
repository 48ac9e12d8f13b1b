import { job } from '#platform/jobs/job.ts';
import { joinTexts } from './sms/join-texts.ts';
import { liveSms } from './sms/live-sms.ts';

export const handler = job({ needs: liveSms, run: joinTexts });
