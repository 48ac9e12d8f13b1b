import { describe, expect, it } from 'vitest';
import { sent } from '#notices/claim.ts';
import type { Claimed } from '#notices/notice.ts';
import { at } from '#platform/time/instant.ts';

const AT = at('2026-03-02T02:00:00.000Z');

describe('a notice that was sent after all', () => {
  it('is told of anew when it comes back, though it was told before that it could not be sent', () => {
    const claimed = { state: 'claimed', attempts: 4, leaseUntil: AT, toldOf: true } as Claimed;

    expect(sent(claimed, AT)).toEqual({ state: 'sent', attempts: 4, sentAt: AT });
  });
});
