import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Clock } from '#platform/time/instant.ts';
import type { Captcha } from './captcha.ts';

type Needs = { readonly captcha: Captcha; readonly clock: Clock };

/** Something to do before writing through the form: good for ten minutes and for one letter. */
export const giveChallenge =
  ({ captcha, clock }: Needs) =>
  async (_: Call<Record<never, never>>) =>
    ok(await captcha.task(clock()));
