import { beforeAll, describe, expect, it } from 'vitest';
import { careWrite } from '#customers/care-store.ts';
import { copyPage, type Where } from '#customers/export/copy-page.ts';
import { partsOf } from '#customers/export/parts.ts';
import { receiveSms } from '#intake/sms/receive-sms.ts';
import { personFolder } from '#platform/files/person-folder.ts';
import { commit } from '#platform/store/commit.ts';
import type { Table } from '#platform/store/table.ts';
import { plusMinutes } from '#platform/time/instant.ts';
import { noon } from '../clocks/some.ts';
import { aFile, aMail } from '../intake/a-mail.ts';
import { mira, shop } from '../support/people.ts';
import { type Copy, copies } from './a-copy.ts';
import { aTable } from './a-table.ts';
import { waysIn } from './ways-in.ts';

const VIRUS = 'X-SES-Virus-Verdict: FAIL';
const AUTOMATIC = 'Auto-Submitted: auto-replied';
const PHONE = '+8613812345678';
const REVIEW = { source: 'social', score: 5, at: '2026-03-01T10:00:00Z' };

let table: Table;
let ways: ReturnType<typeof waysIn>;
let house: ReturnType<typeof waysIn>['house'];
let taking: ReturnType<typeof copies>;
const people: Record<string, string> = {};

/** What somebody sends in, every thing by their name: `wang: invoice` and so on. */
async function writes(who: string, name: string): Promise<void> {
  const from = `${name} <${who}@example.com>`;
  const mail = (n: number, headers: string[] = [], text = `${who}: mail ${n}`) =>
    house.arrive(aMail({ from, messageId: `<${n}@${who}>`, subject: `${n}`, headers, text }));
  await house.arrive(aMail({ from, messageId: `<0@${who}>`, text: `${who}: asks`, parts: [aFile(`${who}.pdf`)] }));
  await mail(1, [VIRUS]);
  await mail(2, [AUTOMATIC]);
}

const ticketOf = async (who: string) =>
  (await house.everyTicket()).find(({ requester }) => requester.customerId === people[who])!;

beforeAll(async () => {
  table = await aTable();
  ways = waysIn(table);
  house = ways.house;
  taking = copies(table, house);
  for (const [who, name] of [
    ['wang', 'Wang Ming'],
    ['li', 'Li Lei'],
  ] as const) {
    await writes(who, name);
    people[who] = (await house.everyTicket()).at(-1)!.requester.customerId;
    await ways.post(mira, '/v1/calls', {
      ...{ ticketId: (await ticketOf(who)).id, caller: {}, agentNumber: `${who}-line`, startedAt: noon },
      ...{ waitSeconds: 7, durationSeconds: 90, recording: `${who}-recording.wav`, transcript: `${who}: calls` },
    });
    const author = { customerId: people[who], name };
    await ways.post(shop, '/v1/feedback', {
      items: [{ ...REVIEW, externalId: who, author, text: `非常满意 ${who}: praises`, orderNumber: `SO-${who}` }],
    });
    await ways.post(shop, `/v1/conversations/chat-${who}/messages`, {
      ...{ messageId: 'm1', text: `${who}: chats`, requester: { customerId: people[who] } },
    });
  }
  await house.arrive(
    aMail({
      ...{ from: 'Wang Ming <mira@shop.example>', messageId: '<forged@x>', text: 'says they are of the staff' },
    }),
  );
  await house.arrive(
    aMail({
      ...{ from: 'Li Lei <li@example.com>', messageId: '<replyto@li>', text: 'li: asks you to answer wang' },
      headers: [VIRUS, 'Reply-To: wang@example.com'],
    }),
  );
});

const textOf = (copy: Copy) => JSON.stringify(copy);
const fetched = (copy: Copy) =>
  copy['files']!.map(({ file }) => Buffer.from(house.files.all.get(String(file)) ?? '').toString()).join('\n');

describe("a person's copy for the privacy officer", () => {
  it('holds what came in by every way and became a ticket, in the clear', async () => {
    const { tickets, records } = await taking.copyOf(people['wang']!);
    const text = JSON.stringify(tickets);

    expect(records).toMatchObject([{ name: 'Wang Ming', contacts: [{ value: 'wang@example.com' }] }]);
    for (const said of ['wang: asks', 'wang: calls', 'wang: chats', 'wang.pdf']) expect(text).toContain(said);
    expect(tickets!.flatMap(({ messages }) => messages as object[]).filter((one) => 'by' in one)).toEqual([]);
    expect(tickets!.flatMap(({ calls }) => calls ?? [])).toMatchObject([
      { agentNumber: 'wang-line', waitSeconds: 7, durationSeconds: 90, recording: 'wang-recording.wav' },
    ]);
    expect(tickets!.map(({ contact }) => contact)).toContainEqual({ name: 'Wang Ming', email: 'wang@example.com' });
  });

  it('holds what became none: feedback, conversations, what was set aside and what is automatic', async () => {
    const copy = await taking.copyOf(people['wang']!);

    expect(copy['feedback']).toMatchObject([
      { text: '非常满意 wang: praises', score: 5, source: 'social', orderNumber: 'SO-wang' },
    ]);
    expect(copy['conversations']).toHaveLength(2);
    expect(copy['automatic']).toMatchObject([{ kind: 'autoReply', foundBy: 'sender' }]);
    expect(copy['setAside']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ because: 'virus', sender: 'wang@example.com', foundBy: 'sender' }),
        expect.objectContaining({ because: 'staffSender', sender: 'mira@shop.example', foundBy: 'name' }),
        expect.objectContaining({ because: 'virus', sender: 'li@example.com', foundBy: 'address' }),
      ]),
    );
    expect(copy['setAside']).toHaveLength(3);
  });

  it('links to every file of theirs, each once, by a name that tells nothing, for a quarter of an hour', async () => {
    const { files } = await taking.copyOf(people['wang']!);
    const theirs = [...house.files.all.keys()].filter((key) => key.includes(people['wang']!));

    expect(theirs.length).toBeGreaterThan(1);
    expect(files!.map(({ file }) => file)).toEqual(expect.arrayContaining(theirs));
    expect(new Set(files!.map(({ file }) => file)).size).toBe(files!.length);
    for (const { url, expiresAt } of files!) {
      expect(url).toMatch(/^https:\/\/files\.example\/(mail\.eml|mail\.html|attachment)\?/);
      expect(expiresAt).toBe(plusMinutes(taking.needs.clock(), 15));
    }
    expect(fetched(await taking.copyOf(people['wang']!))).toContain('wang: mail 2');
  });

  it('names with each message the files that came with it', async () => {
    const { tickets, files } = await taking.copyOf(people['wang']!);
    const messages = tickets!.flatMap((one) => one['messages'] as Record<string, unknown>[]);
    const carried = messages.find(({ raw }) => raw !== undefined)!;

    expect(carried).toMatchObject({ attachments: [{ name: 'wang.pdf', file: expect.stringMatching(/\/0$/) }] });
    const [attachment] = carried['attachments'] as { file: string }[];
    for (const named of [carried['raw'], attachment!.file]) expect(files!.map(({ file }) => file)).toContain(named);
  });

  it('holds nothing of anybody else', async () => {
    for (const [who, other] of [
      ['wang', 'li: (?!asks you)'],
      ['li', 'wang: '],
    ] as const) {
      const copy = await taking.copyOf(people[who]!);

      expect(`${textOf(copy)}${fetched(copy)}`).not.toMatch(new RegExp(other));
    }
  });

  it('says what they were dissatisfied with, and which call they were owed for it', async () => {
    const [id, about] = [people['li']!, (await ticketOf('li')).id];
    await taking.needs.care.remember({ customerId: id, about, at: noon }, 60);
    const care = { customerId: id, ticketId: about, openedAt: noon, eventId: 'evt', version: 0 };
    await commit(table, [careWrite(care)]);

    for (const copy of [await taking.copyOf(id), await taking.ownCopyOf(id)]) {
      expect(copy['records']).toMatchObject([
        { dissatisfied: [{ about, at: noon }], careFollowUp: { ticketId: about, openedAt: noon } },
      ]);
    }
  });

  it('names who may be the same person, which no copy of their own does', async () => {
    const double = await ways.house.customers.recognise({ name: 'Li Lei', proven: false, language: 'en' }, noon);

    expect(await taking.copyOf(people['li']!)).toMatchObject({ alike: [{ id: double.customerId, by: ['name'] }] });
    expect(await taking.ownCopyOf(people['li']!)).not.toHaveProperty('alike');
  });

  it('comes whole and once however it is cut into pages', async () => {
    const whole = await taking.copyOf(people['wang']!);
    const id = people['wang']!;
    const key = await house.keys.house();
    const records = [...(await taking.needs.customers.records([id])).values()];
    const indexes = [key.index('email', 'wang@example.com'), key.index('name', 'wangming')];
    const under = { indexes, isOwn: false };
    const parts = partsOf({ ids: [id], records, under, actor: mira, at: taking.needs.clock() }, taking.needs);
    const pieces: Record<string, object[]> = {};
    let pages = 0;
    for (let from: Where | undefined; ; pages += 1) {
      const { lists, next } = await copyPage(parts, from, { bytes: 1, pieces: 1 });
      for (const [name, list] of Object.entries(lists)) pieces[name] = [...(pieces[name] ?? []), ...list];
      if (!next) break;
      from = next;
    }

    const { customerId: _id, meta: _meta, audit: _audit, alike: _alike, ...expected } = whole;
    expect(pages).toBeGreaterThan(10);
    expect(pieces).toMatchObject(JSON.parse(JSON.stringify(expected)));
    for (const [name, list] of Object.entries(expected)) expect(pieces[name]).toHaveLength(list.length);
  });

  it('stands on the chain of every record, page by page', async () => {
    const before = (await taking.needs.audit.chain(people['li']!)).length;
    await taking.copyOf(people['li']!);

    expect((await taking.needs.audit.chain(people['li']!)).slice(before)).toMatchObject([
      { what: 'export', by: 'bao', of: [] },
    ]);
  });
});

describe('a copy of oneself', () => {
  it('is of oneself, also for somebody of the house who is a customer too', async () => {
    await house.customers.recognise({ account: 'u-other', proven: true, language: 'zh-CN' }, noon);
    const asStaff = taking.ownCopyOf('u-other', 'mira', undefined, ['agent', 'customer']);

    await expect(asStaff).rejects.toMatchObject({ code: 'customer.missing' });
  });
});

describe('who looked at what', () => {
  it('is told with person and reason to the privacy officer, and with staff for the person to the customer', async () => {
    await house.customers.recognise({ account: 'u-seen', proven: true, language: 'zh-CN' }, noon);
    await taking.copyOf('u-seen');
    const own = await taking.ownCopyOf('u-seen');
    const officers = await taking.copyOf('u-seen');

    expect(own['audit']).toEqual([
      expect.objectContaining({ n: 1, by: 'staff', what: 'export', reason: 'by letter' }),
      expect.objectContaining({ n: 2, by: 'customer', what: 'export', because: 'customerAsked' }),
    ]);
    expect(officers['audit']).toMatchObject([
      { n: 1, by: 'bao', reason: 'by letter' },
      { n: 2, by: 'u-seen', because: 'customerAsked' },
      { n: 3, by: 'bao', reason: 'by letter' },
    ]);
  });
});

describe("a customer's own copy", () => {
  it('holds what they sent from where they proved to be, and nothing that another sent in their name', async () => {
    const copy = await taking.ownCopyOf(people['wang']!);

    expect(copy['setAside']).toMatchObject([{ because: 'virus', sender: 'wang@example.com' }]);
    expect(copy['automatic']).toHaveLength(1);
    expect(copy['events']?.map((event) => [event['type'], 'by' in event])).toContainEqual(['CustomerAdded', false]);
    expect(fetched(copy)).toContain('wang: mail 1');
    expect(`${textOf(copy)}${fetched(copy)}`).not.toMatch(/says they are of the staff|li: /);
  });

  it('holds nothing that a service sent to the house and names them in, such as a code', async () => {
    const code = { from: 'no-reply@chat.example', subject: 'Your verification code', text: 'The code is 987654' };
    await house.arrive(aMail({ ...code, messageId: '<1@chat>', headers: ['Reply-To: wang@example.com'] }));

    expect(fetched(await taking.ownCopyOf(people['wang']!))).not.toContain('987654');
    expect(fetched(await taking.copyOf(people['wang']!))).toContain('987654');
  });

  it('holds nothing from a number that somebody else proved as well', async () => {
    const phone = '+8613900001111';
    for (const account of ['u-one', 'u-two']) {
      await house.customers.recognise({ account, phone, proven: true, language: 'zh-CN' }, noon);
    }
    const sms = {
      kind: 'reply',
      provider: 'aliyun',
      id: 'shared',
      from: phone,
      to: '1069',
      text: ' ',
      at: noon,
    } as const;
    await receiveSms(house.needs)(sms);

    for (const account of ['u-one', 'u-two']) {
      for (const copy of [await taking.ownCopyOf(account), await taking.copyOf(account)]) {
        expect(copy['setAside']).toEqual([]);
      }
    }
  });

  it('holds nothing that came from an address which they only named', async () => {
    await house.arrive(
      aMail({ from: 'zhao@example.com', messageId: '<1@zhao>', headers: [VIRUS], text: 'zhao: secret' }),
    );
    const seen = { account: 'u-thief', email: 'zhao@example.com', proven: false, language: 'zh-CN' as const };
    await house.customers.recognise(seen, noon);

    const own = await taking.ownCopyOf('u-thief');
    expect(own['setAside']).toEqual([]);
    expect(fetched(own)).not.toContain('zhao: secret');
    expect((await taking.copyOf('u-thief'))['setAside']).toHaveLength(1);
  });

  it('is refused to everybody else as if they were not there', async () => {
    await expect(taking.ownCopyOf(people['wang']!, people['li']!)).rejects.toMatchObject({ code: 'customer.missing' });
  });
});

describe('a person with two records', () => {
  it('has what is kept of either in one copy', async () => {
    const from = { kind: 'reply', provider: 'aliyun', to: '1069', at: noon } as const;
    await receiveSms(house.needs)({ ...from, id: 's1', from: PHONE, text: 'sms: where is it' });
    await receiveSms(house.needs)({ ...from, id: 's2', from: PHONE, text: ' ' });
    await receiveSms(house.needs)({ ...from, id: 's3', from: PHONE, text: '退订' });
    const { body } = await ways.post(shop, '/v1/conversations/chat-two/messages', {
      ...{ messageId: 'm1', text: 'two: chats', requester: { customerId: 'u-two' } },
    });
    expect(body).toBeDefined();
    await house.customers.recognise({ account: 'u-two', phone: PHONE, proven: true, language: 'zh-CN' }, noon);
    const copy = await taking.ownCopyOf('u-two');

    expect(copy['records']).toHaveLength(2);
    expect(textOf(copy)).toContain('sms: where is it');
    expect(textOf(copy)).toContain('two: chats');
    expect(copy['setAside']).toMatchObject([{ channel: 'sms', because: 'empty', sender: PHONE }]);
    expect(copy['refusals']).toMatchObject([
      { kind: 'phone', contact: '138****5678', commercial: { because: 'refused' } },
    ]);
    for (const { id } of copy['records']!) {
      expect((await taking.needs.audit.chain(String(id))).map(({ what }) => what)).toContain('export');
    }
  });
});

describe('the files of somebody whose id begins with the id of another', () => {
  it('are in the copy of neither the one nor the other but theirs', async () => {
    await house.customers.recognise({ account: 'u-a', proven: true, language: 'zh-CN' }, noon);
    const [own, foreign] = ['u-a', 'u-a/b'].map((id) => `${personFolder('raw', id)}mark`);
    for (const key of [own!, foreign!]) await house.files.put(key, 'x', 'text/plain');

    expect((await taking.copyOf('u-a'))['files']).toMatchObject([{ file: own, kind: 'mail', bytes: 1 }]);
  });
});
