import { describe, expect, it } from 'vitest';
import type { TokenClaims } from '../../infra/local/issuer.ts';
import { SAMPLES, sampleToken } from '../../infra/local/welcome.ts';

const DAY_SECONDS = 24 * 60 * 60;

describe('a sample token', () => {
  it.each(SAMPLES)('of $role outlives a quarter of moved time', async (sample) => {
    const asked: TokenClaims[] = [];
    const token = async (claims: TokenClaims) => {
      asked.push(claims);
      return 'a token';
    };

    await sampleToken({ token }, sample);

    expect(asked[0]?.expiresIn).toBeGreaterThan(92 * DAY_SECONDS);
  });
});
