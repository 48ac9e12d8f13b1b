import type { NewId } from '#platform/ids.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { Refusal } from '#platform/refusal.ts';
import { plusMinutes } from '#platform/time/instant.ts';
import type { Captcha } from './captcha.ts';
import { readChallenge, writtenChallenge } from './challenge.ts';
import { FORM_RULES } from './form-rules.ts';
import { workOf } from './proof-of-work.ts';

type Needs = { readonly keys: Pick<Keyring, 'house'>; readonly newId: NewId };
type Rules = Pick<typeof FORM_RULES, 'challengeMinutes'> & { readonly bits: number };

/** A captcha that asks for a second of the machine's work and knows nothing of whoever solves it. */
export function proofOfWorkCaptcha({ keys, newId }: Needs, rules: Rules = FORM_RULES): Captcha {
  return {
    task: async (at) => {
      const { bits } = rules;
      const expiresAt = plusMinutes(at, rules.challengeMinutes);
      const challenge = writtenChallenge(await keys.house(), { nonce: newId('challenge'), bits, expiresAt });
      return { kind: 'sha256', challenge, bits, expiresAt };
    },
    solved: async ({ challenge, answer }, at) => {
      const known = readChallenge(await keys.house(), challenge);
      if (!known || at >= known.expiresAt || workOf(challenge, answer) < known.bits) throw unsolved();
      return known.nonce;
    },
  };
}

const unsolved = () =>
  new Refusal('forbidden', 'form.unsolved', 'This answer is wrong or too late; please ask for another challenge');
