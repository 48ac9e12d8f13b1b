import { describe, expect, it } from 'vitest';
import { saidToBeFrom } from '#intake/mail/said-to-be-from.ts';

const from = (...lines: [string, string][]) => saidToBeFrom(lines.map(([name, value]) => ({ name, value })));

describe('who a mail says it comes from', () => {
  it('is said in four places, each of them once', () => {
    const said = from(
      ['From', '"王 明" <wang@example.com>, li@example.com'],
      ['Sender', 'Wang <wang@example.com>'],
      ['Reply-To', 'home@example.net'],
      ['Return-Path', '<bounces@example.org>'],
      ['To', 'service@shop.example'],
    );

    expect(said).toEqual({
      addresses: ['wang@example.com', 'li@example.com', 'home@example.net', 'bounces@example.org'],
      names: ['王 明', 'Wang'],
    });
  });

  it('is told by a name also beside an address that nobody can write to', () => {
    expect(from(['from', '=?utf-8?B?546L5piO?= <not an address>'])).toEqual({ addresses: [], names: ['王明'] });
  });

  it('is nobody where nothing is said, and ten at most where much is', () => {
    expect(from(['Return-Path', '<>'])).toEqual({ addresses: [], names: [] });
    const many = Array.from({ length: 50 }, (_, nth) => `n${nth} <a${nth}@example.com>`).join(', ');
    const { addresses, names } = from(['From', many]);
    expect([addresses.length, names.length]).toEqual([10, 10]);
  });
});
