import { describe, expect, it } from 'vitest';
import { isReadByNobody } from '#platform/mail/read-by-nobody.ts';

describe('an address that nobody reads', () => {
  it.each([
    ...['no-reply@bank.example', 'NoReply@bank.example', 'no_reply@bank.example', 'noreply+7f3@bank.example'],
    ...['donotreply@bank.example', 'do-not-reply@bank.example', 'alerts-noreply@bank.example'],
    ...['mailer-daemon@mx.example', 'MAILER-DAEMON@mx.example', 'postmaster@mx.example'],
    ...[
      'bounce@list.example',
      'bounces@list.example',
      'bounces+12-wang=qq.com@list.example',
      'team-bounces@list.example',
    ],
  ])('says so: %s', (address) => {
    expect(isReadByNobody(address)).toBe(true);
  });

  it.each([
    ...[
      'wang@example.com',
      'reply@example.com',
      'noreplyer@example.com',
      'postmasters.li@example.com',
      'bouncer@qq.com',
    ],
    ...['wang@no-reply.example', 'trebounce@example.com', ''],
  ])('is not %s', (address) => {
    expect(isReadByNobody(address)).toBe(false);
  });
});
