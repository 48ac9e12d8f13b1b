import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { TicketId } from '#tickets/ticket.ts';
import { contactOf, requesterOf } from '#tickets/ticket-seal.ts';
import { memoryKeyring } from '../intake/memory-keyring.ts';

const id = TicketId.parse('tkt_00000000000000000000000001');
const given = { customerId: 'u-li', language: 'zh-CN', proven: true } as const;

describe('how to reach whoever asked', () => {
  it('is there for whoever reads it, and shows in nothing that prints it', async () => {
    const key = await memoryKeyring().of('u-li');
    const requester = requesterOf(
      { ...given, name: '李雷', phone: '+8613800000001', email: 'li@example.com' },
      id,
      key,
    );
    const opened = contactOf({ id, requester }, key);

    expect([opened.name?.text, opened.phone?.text, opened.email?.text]).toEqual([
      ...['李雷', '+8613800000001', 'li@example.com'],
    ]);
    expect(`${opened.name}${JSON.stringify(opened)}${inspect(opened)}`).not.toMatch(/雷|13800000001|example/);
  });
});
