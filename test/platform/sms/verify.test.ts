import { describe, expect, it } from 'vitest';
import { verifyAliyun } from '#platform/sms/verify-aliyun.ts';
import { verifyTencent } from '#platform/sms/verify-tencent.ts';

const SECRET = 'Zk3v9QmT5xW1bN7cR2yH8g';

describe('a push from Alibaba Cloud', () => {
  it('is believed with the secret of its path', () => {
    expect(verifyAliyun({ secret: SECRET }, { secret: SECRET })).toBe(true);
  });

  it.each([
    [SECRET, ''],
    [SECRET, SECRET.slice(0, -1)],
    [SECRET, `${SECRET}x`],
    [SECRET, SECRET.toLowerCase()],
    [undefined, ''],
    [undefined, 'undefined'],
    ['', ''],
    ['too-short', 'too-short'],
  ])('is not believed when ours is %s and its own %s', (ours, given) => {
    expect(verifyAliyun({ secret: ours }, { secret: given })).toBe(false);
  });
});

describe('a callback from Tencent Cloud', () => {
  const from = (sourceIp: string, sources: string[], secret = SECRET) =>
    verifyTencent({ secret: SECRET, sources }, { secret, sourceIp });

  it('is believed from anywhere with the secret when no sources are known', () => {
    expect(from('203.0.113.9', [])).toBe(true);
    expect(from('203.0.113.9', [], 'guessed')).toBe(false);
  });

  it.each([
    ['203.0.113.9', true],
    ['198.51.100.200', true],
    ['2001:db8::7', true],
    ['::ffff:203.0.113.9', true],
    ['203.0.113.10', false],
    ['198.51.101.1', false],
    ['2001:db9::7', false],
    ['', false],
    ['203.0.113.9, 1.1.1.1', false],
  ])('from %s is believed among the sources: %s', (sourceIp, isBelieved) => {
    const sources = ['203.0.113.9', ' 198.51.100.0/24 ', '2001:db8::/32'];

    expect(from(sourceIp, sources)).toBe(isBelieved);
    expect(from(sourceIp, sources, 'guessed')).toBe(false);
  });

  it.each(['rubbish', '203.0.113.0/99', '203.0.113.0/', '203.0.113.0/x', ''])(
    'is not believed from anywhere when %j is the only source',
    (source) => {
      expect(from('203.0.113.9', [source])).toBe(false);
    },
  );
});
