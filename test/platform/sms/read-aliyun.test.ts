import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAliyun } from '#platform/sms/read-aliyun.ts';
import { readSnsSms } from '#platform/sms/read-sns-sms.ts';
import { readTencent } from '#platform/sms/read-tencent.ts';
import { at } from '#platform/time/instant.ts';

const heardAt = at('2026-03-02T12:10:05Z');

/** A body as the page on SmsUp shows it, with another number. */
const anUp = (parts: object = {}) => ({
  phone_number: '13800000001',
  content: '还没有收到',
  send_time: '2026-03-02 20:10:00',
  dest_code: '1234',
  sequence_id: '1234567890',
  ...parts,
});

/** A body as the page on SmsReport shows it, with another number. */
const aReport = (parts: object = {}) => ({
  phone_number: '13800000001',
  send_time: '2026-03-02 20:09:00',
  report_time: '2026-03-02 20:10:00',
  success: true,
  err_code: 'DELIVERED',
  err_msg: '用户接收成功',
  sms_size: '1',
  biz_id: '12345^0',
  out_id: '67890',
  ...parts,
});

describe('what Alibaba Cloud pushes', () => {
  it('is replies and receipts, many in one call', () => {
    expect(readAliyun([anUp(), aReport(), aReport({ success: false, err_code: 'MK:0001' })], heardAt)).toEqual({
      heard: [
        {
          ...{ kind: 'reply', provider: 'aliyun', id: '1234567890', from: '+8613800000001', to: '1234' },
          ...{ text: '还没有收到', at: '2026-03-02T12:10:00.000Z' },
        },
        { kind: 'receipt', provider: 'aliyun', id: '12345^0', status: 'delivered', code: 'DELIVERED' },
        { kind: 'receipt', provider: 'aliyun', id: '12345^0', status: 'failed', code: 'MK:0001' },
      ],
      unreadable: 0,
    });
  });

  it.each([
    ['20260302201000', '2026-03-02T12:10:00.000Z'],
    ['2026-03-02 00:00:01', '2026-03-01T16:00:01.000Z'],
    ['2026-13-45 99:00:00', heardAt],
    ['yesterday', heardAt],
    [undefined, heardAt],
  ])('at %s happened at %s', (send_time, moment) => {
    expect(readAliyun([anUp({ send_time })], heardAt).heard).toMatchObject([{ at: moment }]);
  });

  it('may have a number for an id, and says the same in one entry or a list', () => {
    expect(readAliyun(anUp({ sequence_id: 1234567890 }), heardAt)).toEqual(readAliyun([anUp()], heardAt));
  });

  it('is counted where it cannot be read, and the rest is heard', () => {
    const broken = [
      anUp({ phone_number: '乱' }),
      anUp({ sequence_id: undefined }),
      aReport({ success: 'maybe' }),
      null,
    ];
    const { heard, unreadable } = readAliyun([...broken, anUp()], heardAt);

    expect(heard).toHaveLength(1);
    expect(unreadable).toBe(4);
  });
});

describe('every reader of what a provider tells', () => {
  it.each([
    ['readAliyun', readAliyun],
    ['readTencent', readTencent],
    ['readSnsSms', readSnsSms],
  ])('%s throws at nothing and loses count of nothing', (_name, read) => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), (body) => {
        const { heard, unreadable } = read(body, heardAt);
        expect(heard.length + unreadable).toBe(read === readSnsSms ? 1 : body.length);
      }),
      { numRuns: 500, seed: 20260302 },
    );
  });
});
