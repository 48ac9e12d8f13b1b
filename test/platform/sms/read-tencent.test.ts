import { describe, expect, it } from 'vitest';
import { readTencent } from '#platform/sms/read-tencent.ts';
import { at } from '#platform/time/instant.ts';

const heardAt = at('2026-03-02T12:10:05Z');

/** A body as cloud.tencent.com/document/product/382/5809 shows it, with another number. */
const aReply = (parts: object = {}) => ({
  extend: '12',
  mobile: '13800000001',
  nationcode: '86',
  sign: '可孚',
  text: '还没有收到',
  time: 1772453400,
  ...parts,
});

/** A body as cloud.tencent.com/document/api/382/59178 shows it, with another number. */
const aReport = (parts: object = {}) => ({
  user_receive_time: '2026-03-02 20:10:00',
  nationcode: '86',
  mobile: '13800000001',
  report_status: 'SUCCESS',
  errmsg: 'DELIVRD',
  description: '用户短信送达成功',
  sid: '5000:1045710669157053657',
  ...parts,
});

const idOf = (parts: object = {}) => readTencent(aReply(parts), heardAt).heard[0]?.id;

describe('what Tencent Cloud calls back with', () => {
  it('is a reply', () => {
    expect(readTencent(aReply(), heardAt)).toEqual({
      heard: [
        {
          ...{ kind: 'reply', provider: 'tencent', id: expect.stringMatching(/^[0-9a-f]{32}$/), to: '12' },
          ...{ from: '+8613800000001', text: '还没有收到', at: '2026-03-02T12:10:00.000Z' },
        },
      ],
      unreadable: 0,
    });
  });

  it('is a list of receipts', () => {
    const { heard } = readTencent(
      [aReport(), aReport({ report_status: 'FAIL', errmsg: 'MK:1008' }), aReport({ report_status: 'PENDING' })],
      heardAt,
    );

    expect(heard).toMatchObject([
      { kind: 'receipt', id: '5000:1045710669157053657', status: 'delivered', code: 'DELIVRD' },
      { status: 'failed', code: 'MK:1008' },
      { status: 'unknown' },
    ]);
  });

  it('has the same id when it is told again, and another when anything of it differs', () => {
    expect(idOf()).toBe(idOf());
    const others = [
      { text: '收到了' },
      { time: 1772453401 },
      { mobile: '13800000002' },
      { extend: '13' },
      { sign: 'x' },
    ];
    expect(new Set([idOf(), ...others.map(idOf)]).size).toBe(6);
  });

  it('comes from abroad too', () => {
    expect(readTencent(aReply({ nationcode: '852', mobile: '51234567' }), heardAt).heard).toMatchObject([
      { from: '+85251234567' },
    ]);
  });

  it.each([aReply({ mobile: '13xxxxxxxxx' }), aReply({ time: 'now' }), aReport({ sid: '' }), {}, 'text', 7, null])(
    'is counted where it cannot be read: %j',
    (body) => {
      expect(readTencent(body, heardAt)).toEqual({ heard: [], unreadable: 1 });
    },
  );
});
