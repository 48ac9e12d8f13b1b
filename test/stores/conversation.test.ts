import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/auth/actor.ts';
import type { Table } from '#platform/store/table.ts';
import { mira, otherShop, shop, wang, zhao } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { waysIn } from './ways-in.ts';

let table: Table;
beforeAll(async () => {
  table = await aTable();
});

let numbers = 0;
const aConversation = () => {
  numbers += 1;
  const house = waysIn(table);
  const path = `/v1/conversations/c-${numbers}`;
  const saying = (by: Actor, messageId: string, text = '在吗', more: object = {}) =>
    house.post(by, `${path}/messages`, { messageId, text, ...more });
  return { house, path, saying };
};
const DAY = 24 * 60;

describe('a conversation', () => {
  it('is greeted at once, which meets the greeting and no other clock', async () => {
    const { house, path, saying } = aConversation();

    const { status, body } = await saying(shop, 'm1', '这个有货吗');
    const clocks = (await house.everything()).filter(
      (item) => item['pk'] === body['ticketId'] && item['entity'] === 'clock',
    );
    const { messages } = (await house.get(shop, path)).body;

    expect(status).toBe(201);
    expect(Object.fromEntries(clocks.map(({ kind, state }) => [kind, state]))).toMatchObject({
      greeting: 'met',
      firstResponse: 'running',
    });
    expect(messages.map(({ from, text }: Record<string, string>) => [from, text!.slice(0, 6)])).toEqual([
      ['customer', '这个有货吗'],
      ['house', '您好！很高兴'],
    ]);
  });

  it.each([
    ['Is this in stock?', {}, 'en', /answer you here/],
    ['这个有货吗', {}, 'zh-CN', /在这里回复您/],
    ['Is this in stock?', { requester: { language: 'zh-CN' } }, 'zh-CN', /在这里回复您/],
    ['？', {}, 'zh-CN', /在这里回复您/],
  ])('that begins with %j (%j) is greeted in %s, and promises nobody at once', async (text, more, language, words) => {
    const { house, path, saying } = aConversation();
    const { body } = await saying(shop, 'm1', text, more);
    const greeting = (await house.get(shop, path)).body.messages[1].text;
    const ticket = (await house.everything()).find(({ pk, sk }) => pk === body['ticketId'] && sk === '@ticket');

    expect(ticket).toMatchObject({ requester: { language } });
    expect(greeting).toMatch(words);
    expect(greeting).not.toMatch(/马上|in a moment/);
  });

  it('goes on with its ticket, every message once', async () => {
    const { house, path, saying } = aConversation();

    const answers = [await saying(shop, 'm1'), await saying(shop, 'm2', '第二句'), await saying(shop, 'm2', '第二句')];
    const { messages } = (await house.get(shop, path)).body;

    expect(new Set(answers.map(({ body }) => body['ticketId'])).size).toBe(1);
    expect(messages.filter(({ from }: { from: string }) => from === 'customer')).toHaveLength(2);
    expect((await house.own.door.find(answers[0]!.body['ticketId']))?.unanswered).toHaveLength(2);
  });

  it('does not lose other words that come under the id of a message', async () => {
    const { house, path, saying } = aConversation();
    await saying(shop, 'm1', '第一句');
    const other = await saying(shop, 'm1', '另一句');
    const again = await saying(shop, 'm1', '第一句');
    const atOnce = await Promise.all(['三', '四'].map((text) => saying(shop, 'm2', text)));
    const { messages } = (await house.get(shop, path)).body;

    expect(other).toMatchObject({ status: 422, body: { code: 'conversation.other-words' } });
    expect(again.status).toBe(201);
    expect(atOnce.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(messages.filter(({ from }: { from: string }) => from === 'customer')).toHaveLength(2);
    expect((await saying(shop, 'm3', '另一句')).status).toBe(201);
    expect((await house.everything()).filter((item) => JSON.stringify(item).includes('另一句'))).toEqual([]);
  });

  it('opens one ticket when its first messages come at the same moment', async () => {
    const { house, path, saying } = aConversation();

    const answers = await Promise.all(['m1', 'm1', 'm2', 'm3'].map((id) => saying(shop, id, id)));
    const { messages } = (await house.get(shop, path)).body;

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body['ticketId'])).size).toBe(1);
    expect(
      messages
        .filter(({ from }: { from: string }) => from === 'customer')
        .map(({ text }: { text: string }) => text)
        .sort(),
    ).toEqual(['m1', 'm2', 'm3']);
  });

  it('begins a linked ticket when the one before is finished for too long', async () => {
    const { house, saying } = aConversation();
    const first = (await saying(shop, 'm1')).body['ticketId'];
    const closed = {
      status: 'closed',
      assigneeId: 'mira',
      resolvedAt: '2026-03-02T12:00:00.000Z',
      closedAt: '2026-03-02T12:00:00.000Z',
    };
    await house.own.door.act(first, (ticket) => ({ next: { ...ticket, ...closed } as never, events: [] }), {});
    house.wait(29 * DAY);
    const again = (await saying(shop, 'm2')).body['ticketId'];
    await house.own.door.act(first, (ticket) => ({ next: { ...ticket, ...closed } as never, events: [] }), {});
    house.wait(2 * DAY);
    const later = (await saying(shop, 'm3')).body['ticketId'];

    expect(again).toBe(first);
    expect(later).not.toBe(first);
    expect(await house.own.door.find(later)).toMatchObject({ linkedTo: first });
    expect((await saying(shop, 'm4')).body['ticketId']).toBe(later);
  });

  it('shows masked what was said in public', async () => {
    const { house, path, saying } = aConversation();
    const { body } = await saying(shop, 'm1', '我叫王芳，电话 13800138000', { requester: { name: '王芳' } });
    await house.own.door.act(
      body['ticketId'],
      (ticket) => ({
        next: ticket,
        events: [{ type: 'TicketNoted', subject: ticket.id, at: '2026-03-02T12:00:01.000Z' as never, by: 'mira' }],
        said: { from: 'staff', visibility: 'internal', text: '难缠', about: 'note' },
      }),
      {},
    );

    const text = JSON.stringify((await house.get(shop, path)).body);

    expect(text).toContain('138****8000');
    expect(text).not.toMatch(/王芳|13800138000|难缠/);
  });

  it.each([
    ['another app', shop, otherShop],
    ['another customer of the same app', wang, zhao],
    ['a customer of the app', shop, wang],
  ])('is hidden from %s, who may begin one of the same name', async (_, owner, other) => {
    const { house, path, saying } = aConversation();
    const { body } = await saying(owner, 'm1');

    expect(await house.get(other, path)).toMatchObject({ status: 404, body: { code: 'conversation.missing' } });
    expect((await saying(other, 'm1')).body['ticketId']).not.toBe(body['ticketId']);
  });

  it('is none of the people of the house: they answer on the ticket', async () => {
    const { house, path, saying } = aConversation();

    expect((await saying(mira, 'm1')).status).toBe(403);
    expect((await house.get(mira, path)).status).toBe(403);
  });
});
