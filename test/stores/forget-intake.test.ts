import { beforeEach, describe, expect, it } from 'vitest';
import { forgetCustomer } from '#intake/forget/forget-customer.ts';
import { heldStore } from '#intake/forget/held-store.ts';
import { carry } from '#intake/receive/carry.ts';
import { receiveEmail } from '#intake/receive/receive-email.ts';
import { receiveSms } from '#intake/sms/receive-sms.ts';
import { at } from '#platform/time/instant.ts';
import { noon } from '../clocks/some.ts';
import { aMail } from '../intake/a-mail.ts';
import { mira, shop } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { waysIn } from './ways-in.ts';

const later = at('2026-03-02T18:00:00Z');
const NUMBER = '+8613812345678';
const VIRUS = 'X-SES-Virus-Verdict: FAIL';
const BOUNCE = {
  from: 'MAILER-DAEMON@mx.example.net',
  subject: 'Undelivered Mail Returned to Sender',
  text: 'The following address failed:\n\nwang@example.com: 550 5.1.1 user unknown',
  headers: ['Return-Path: <>'],
};
const AUTOMATIC = ['Auto-Submitted: auto-replied'];
const REVIEW = { source: 'social', score: 5, at: '2026-03-01T10:00:00Z' };

let ways: ReturnType<typeof waysIn>;
let house: ReturnType<typeof waysIn>['house'];
let [wang, li]: string[] = [];
beforeEach(async () => {
  const table = await aTable();
  ways = waysIn(table);
  house = ways.house;
  const { all } = house.files;
  const list = async function* (prefix: string) {
    for (const key of [...all.keys()].filter((one) => one.startsWith(prefix))) yield { key, bytes: 0 };
  };
  forget = forgetCustomer({ held: heldStore(() => table), files: house.files, list });

  for (const address of ['wang', 'li']) {
    const from = `${address}@example.com`;
    await house.arrive(aMail({ from, messageId: `<1@${address}>` }));
    await house.arrive(aMail({ from, messageId: `<2@${address}>`, headers: [VIRUS] }));
    await house.arrive(aMail({ from, messageId: `<3@${address}>`, headers: AUTOMATIC, text: '我在休假。' }));
  }
  const tickets = await house.everyTicket();
  [wang, li] = tickets.map(({ requester }) => requester.customerId);
  await receiveSms(house.needs)({
    ...{ kind: 'reply', provider: 'aliyun', id: 's1', from: NUMBER, to: '1069', text: ' ', at: noon },
  });
  await ways.post(shop, '/v1/feedback', {
    items: [
      { ...REVIEW, externalId: 'r1', author: { customerId: wang, name: '王明' }, text: '很满意，我是王明' },
      { ...REVIEW, externalId: 'r2', author: { name: '王 明' }, text: '客服很耐心' },
      { ...REVIEW, externalId: 'r3', author: { name: '李雷' }, text: '赞', orderNumber: 'SO-77' },
    ],
  });
  await ways.post(shop, '/v1/conversations/c-1/messages', {
    ...{ messageId: 'm1', text: '在吗', requester: { customerId: wang } },
  });
});

let forget: ReturnType<typeof forgetCustomer>;
const index = (kind: string, value: string) => house.keys.house().then((key) => key.index(kind, value));
const erased = async (moment = later, ids = [wang!]) => ({
  ...{ id: 'e', type: 'CustomerErased', subject: 'customer_1', at: moment, by: 'bao', ids },
  indexes: [await index('email', 'wang@example.com'), await index('phone', NUMBER), await index('name', '王明')],
});
const kept = async () => {
  const entities = ['conversation', 'chat', 'quarantined', 'automatic', 'named'];
  return Object.fromEntries(await Promise.all(entities.map(async (one) => [one, (await house.all(one)).length])));
};

describe('a customer who is erased', () => {
  it('has nothing left among what came in, and nobody else loses anything', async () => {
    expect(await kept()).toEqual({ conversation: 2, chat: 1, quarantined: 3, automatic: 2, named: 0 });
    const before = [...house.files.all.keys()];
    await forget(await erased());

    expect(await kept()).toEqual({ conversation: 1, chat: 0, quarantined: 1, automatic: 1, named: 0 });
    expect(before.filter((key) => key.includes(wang!))).toHaveLength(1);
    expect([...house.files.all.keys()].filter((key) => !key.includes(li!))).toHaveLength(2);
    expect([...house.files.all.keys()].filter((key) => key.includes(li!))).toHaveLength(1);
    expect(house.files.all.size).toBe(before.length - 3);
  });

  it('leaves the numbers of what they thought, and no word of it, also where only their name was known', async () => {
    await forget(await erased());
    const { body } = await ways.get(mira, '/v1/feedback');
    const [known, named, other] = ['r1', 'r2', 'r3'].map((_, nth) => body['feedback'].toReversed()[nth]);

    expect(body['feedback'].filter(({ erased: gone }: { erased?: true }) => gone)).toHaveLength(2);
    for (const one of [known, named, other]) expect(one).toMatchObject({ source: 'social', score: 5 });
    const items = await house.all('feedback');
    expect(items.filter(({ text }) => text)).toMatchObject([{ author: '李**', orderNumber: 'SO-77' }]);
    expect(items.filter(({ author }) => author)).toHaveLength(1);
    expect(items.filter(({ customerKey }) => customerKey)).toHaveLength(1);
  });

  it('takes along mails that only say they come from them: beside an address of nobody, or where answers are to go', async () => {
    const spoofed = { from: '王明 <mira@shop.example>', messageId: '<4@wang>' };
    const elsewhere = { from: 'x@example.net', messageId: '<5@wang>', headers: [VIRUS, 'Reply-To: wang@example.com'] };
    const besides = { from: 'li@example.com', messageId: '<7@li>', headers: [VIRUS, 'Reply-To: wang@example.com'] };
    const namesake = { from: '王明 <li@example.com>', messageId: '<6@li>', headers: [VIRUS] };
    const stranger = { from: '王明 <wm@example.net>', messageId: '<8@wm>', headers: [VIRUS] };
    for (const one of [spoofed, elsewhere, besides, namesake, stranger]) await house.arrive(aMail(one));
    const before = await kept();
    await forget(await erased());

    expect(before).toMatchObject({ quarantined: 8, named: 5 });
    expect(await kept()).toMatchObject({ quarantined: 3, named: 0 });
    const ours = (await house.all('quarantined')).map(({ raw }) => raw);
    expect(ours.every((key) => house.files.all.has(key))).toBe(true);
    expect([...house.files.all.keys()].filter((key) => key.startsWith('incoming/'))).toHaveLength(3 + 1);
  });

  it('takes along what came back from their address', async () => {
    await house.arrive(aMail({ ...BOUNCE, messageId: '<7@daemon>' }));
    expect(await kept()).toMatchObject({ automatic: 3, named: 1 });
    await forget(await erased());

    expect(await kept()).toMatchObject({ automatic: 1, named: 0 });
  });

  it('leaves nothing of whom their mails name, whoever that is', async () => {
    const foreign = ['Reply-To: =?utf-8?q?Somebody?= <else@example.net>'];
    const bounce = { ...BOUNCE, from: 'wang@example.com', text: BOUNCE.text.replace('wang@', 'zhao@') };
    await house.arrive(aMail({ from: 'wang@example.com', messageId: '<9@wang>', headers: [VIRUS, ...foreign] }));
    await house.arrive(aMail({ ...bounce, messageId: '<10@wang>' }));
    expect(await kept()).toMatchObject({ quarantined: 4, automatic: 3, named: 3 });
    await forget(await erased());

    expect(await kept()).toMatchObject({ quarantined: 1, automatic: 1, named: 0 });
  });

  it('takes along what was too large to be read', async () => {
    await house.files.put('incoming/large', aMail({ messageId: '<8@wang>' }), 'message/rfc822');
    await receiveEmail(house.needs)({ key: 'incoming/large', size: 31 * 1024 * 1024 });
    expect(await kept()).toMatchObject({ quarantined: 4 });
    await forget(await erased());

    expect(await kept()).toMatchObject({ quarantined: 1 });
  });

  it('leaves the files of somebody whose id begins with theirs', async () => {
    const carried = { mark: 'm', mail: { html: '<p>', messageId: undefined }, kept: [] };
    for (const customerId of ['a', 'a/b']) await carry(house.files, { ...carried, customerId, raw: Buffer.from('x') });
    const before = [...house.files.all.keys()];
    await forget(await erased(later, ['a']));

    const gone = before.filter((key) => !house.files.all.has(key) && !key.startsWith('incoming/'));
    expect(gone).toEqual(['raw/a/m', 'people/a/m/html']);
  });

  it('is forgotten once, however often it is told', async () => {
    await forget(await erased());
    const [items, files] = [await ways.everything(), [...house.files.all.keys()]];
    await forget(await erased());

    expect(await ways.everything()).toEqual(items);
    expect([...house.files.all.keys()]).toEqual(files);
  });

  it('keeps what came under the same address afterwards: it is of somebody new', async () => {
    await forget(await erased(at('2026-03-02T11:00:00Z'), ['cus_nobody']));

    expect(await kept()).toEqual({ conversation: 2, chat: 1, quarantined: 3, automatic: 2, named: 0 });
  });
});
