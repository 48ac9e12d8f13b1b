import { describe, expect, it } from 'vitest';
import { isMailboxProvider } from '#platform/mail/mailbox-provider.ts';
import { organisationOf } from '#platform/mail/organisation-of.ts';

describe('the organisation of a domain', () => {
  it.each([
    ['shop.example', 'shop.example'],
    ['a.b.c.shop.example', 'shop.example'],
    ['mail.shop.com.cn', 'shop.com.cn'],
    ['x.shop.bj.cn', 'shop.bj.cn'],
    ['x.shop.co.uk', 'shop.co.uk'],
    ['x.bj.com', 'bj.com'],
    ['x.co.com', 'co.com'],
    ['x.ABC.cn', 'abc.cn'],
    ['localhost', 'localhost'],
    ['', ''],
  ])('of %s is %s', (domain, organisation) => {
    expect(organisationOf(domain)).toBe(organisation);
  });
});

describe('a mailbox provider', () => {
  it.each(
    'qq.com 163.com 126.com vip.163.com gmail.com outlook.com hotmail.com icloud.com sina.com sina.cn aliyun.com foxmail.com yeah.net 139.com 189.cn yahoo.co.jp live.cn'.split(
      ' ',
    ),
  )('is %s', (domain) => {
    expect(isMailboxProvider(domain)).toBe(true);
  });

  it.each(['me.to', 'mail.tk', 'web.xyz', 'icloud.qq.ml', 'x.qq.com', 'notqq.com'])('is not %s', (domain) => {
    expect(isMailboxProvider(domain)).toBe(false);
  });
});
