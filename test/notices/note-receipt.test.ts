import { describe, expect, it } from 'vitest';
import { noteReceiptOf } from '#notices/note-receipt.ts';
import { at } from '#platform/time/instant.ts';

const told = at('2026-03-02T12:00:00Z');
const receipt = {
  ...{ id: 'rcp_smtp#1@kefu.example.failed', type: 'NoticeReceipt', subject: 'rcp_smtp#1@kefu.example', by: 'kefu' },
  ...{ provider: 'smtp', providerId: '1@kefu.example', status: 'failed', at: told },
};

const heard = (isKnown: boolean, now: string) => {
  const noted: unknown[] = [];
  const notices = { note: async (...said: unknown[]) => isKnown && noted.push(said) > 0 };
  return { noted, done: noteReceiptOf({ notices, clock: () => at(now) })(receipt) };
};

describe('a receipt', () => {
  it('is noted on its notice, however late it comes', async () => {
    const { noted, done } = heard(true, '2026-03-09T12:00:00Z');
    await done;

    expect(noted).toEqual([['smtp', '1@kefu.example', { status: 'failed', at: told }]]);
  });

  it('of a message that is not noted yet comes again', async () => {
    await expect(heard(false, '2026-03-02T12:01:59Z').done).rejects.toThrow('not known to be sent');
  });

  it('of a message that nobody here sent is let go on the third try', async () => {
    await expect(heard(false, '2026-03-02T12:03:00Z').done).resolves.toBeUndefined();
  });
});
