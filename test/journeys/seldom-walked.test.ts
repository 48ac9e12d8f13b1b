import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { PERSON_FOLDERS, personFolder } from '#platform/files/person-folder.ts';
import { type MailHouse, mailHouse } from '../corpus/mail-house.ts';
import { aFile, aMail } from '../intake/a-mail.ts';
import type { Caller } from '../support/house.ts';
import { COMPLAINT, done, opened, path, RECORD } from './a-house.ts';

const PHONE = '+8613812345678';
const DAY = 24 * 60;

type Ticket = { readonly id: string; readonly linkedTo?: string; readonly requester: { readonly customerId: string } };
type Aside = { readonly id: string; readonly because: string; readonly channel: string };

let house: MailHouse;
let mira: Caller;
let officer: Caller;
beforeAll(async () => {
  house = await mailHouse(inject('assembly'));
  [mira, officer] = await Promise.all([house.as('agent'), house.as('privacyOfficer')]);
});
afterAll(() => house.stop());

type Wish = Parameters<typeof aMail>[0] & { readonly by: string; readonly at?: string };

async function post({ by, at: to = `service@${house.domain}`, ...wish }: Wish): Promise<void> {
  const asked = { subject: '想问一下', text: '这款杯子有红色的吗？' };
  await house.send({ from: by, to, raw: aMail({ from: `<${by}>`, to, ...asked, ...wish, dmarc: undefined }) });
  await house.runtime.settled();
}

const tickets = async (channel: string) =>
  (await mira.get<{ tickets: Ticket[] }>(`/v1/tickets?channel=${channel}`)).body.tickets;
const aside = async () => (await mira.get<{ quarantined: Aside[] }>('/v1/quarantine')).body.quarantined;
const mailsTo = (address: string) => house.runtime.outbox().filter(({ to }) => to === address);
const closed = async (ticket: string) => {
  await done(house, mira.post(path(ticket, 'take')));
  await done(house, mira.post(path(ticket, 'replies'), { text: '有的。' }));
  await done(house, mira.post(path(ticket, 'resolve'), RECORD));
  await done(house, mira.post(path(ticket, 'close')));
};
const crashes = () => house.faults().crashes;

/** Two customers of the shop, each of whom proved the same number and address there; the newest of their tickets. */
async function shared(email: string, phone: string, name: string): Promise<string> {
  const app = await house.as('customerApp');
  const opens = (one: string) =>
    opened(house, app, {
      requester: { ...COMPLAINT.requester, customerId: `${name}_${one}`, email, phone },
    });
  await opens('li');
  await house.minutes(1);
  return opens('zhao');
}

describe('an answer to a ticket that was closed forty days ago', () => {
  const LATE = 'late@example.com';

  it('opens another, linked, with its files under the one customer', async () => {
    await post({ by: LATE, messageId: '<a1@example.com>' });
    const [first] = await tickets('email');
    const { replyTo = '' } = mailsTo(LATE)[0]!;
    await closed(first!.id);
    await house.minutes(40 * DAY);
    const wish = {
      messageId: '<a2@example.com>',
      subject: 'Re: 想问一下',
      text: '还有蓝色的吗？',
      parts: [aFile('a.jpg')],
    };
    await post({ by: LATE, at: replyTo.replace(/^.*<|>.*$/g, ''), ...wish });
    const [second, ...others] = (await tickets('email')).filter(({ id }) => id !== first!.id);

    expect(second).toMatchObject({ linkedTo: first!.id, requester: { customerId: first!.requester.customerId } });
    expect(others).toEqual([]);
    expect(crashes()).toEqual([]);
  });
});

describe('what comes from a contact that two customers proved', () => {
  it('is by mail a ticket of its own, linked to the newest of theirs', async () => {
    const newest = await shared('home@example.com', '+8613700000001', 'mail');
    await post({ by: 'home@example.com', messageId: '<h1@example.com>' });
    const own = (await tickets('email')).find(({ linkedTo }) => linkedTo === newest);

    expect(own?.requester.customerId).toMatch(/^cus_/);
    expect(crashes()).toEqual([]);
  });

  it('is by text message a ticket of its own as well, when a person releases what was set aside', async () => {
    const newest = await shared('sms@example.com', PHONE, 'sms');
    house.runtime.receiveSms({ from: PHONE, text: ' ', id: 's-1' });
    await house.runtime.settled();
    const [nothing] = (await aside()).filter(({ channel }) => channel === 'sms');
    const { status } = await mira.post(`/v1/quarantine/${nothing!.id}/release`);

    expect(nothing).toMatchObject({ because: 'empty' });
    expect(status).toBe(200);
    expect(await tickets('sms')).toMatchObject([{ linkedTo: newest }]);
    expect(crashes()).toEqual([]);
  });
});

describe('a mail that names its sender twice, written in two ways', () => {
  it('is set aside, once', async () => {
    const headers = ['Reply-To: "bob" <Bob@y.example>', 'Sender: "BOB" <bob@y.example>'];
    await post({ by: 'mira@house.example.com', messageId: '<b1@y.example>', headers });

    expect((await aside()).filter(({ channel }) => channel === 'email')).toMatchObject([{ because: 'staffSender' }]);
    expect(crashes()).toEqual([]);
  });
});

describe('a ticket that was closed three years ago', () => {
  const keys = async (ticket: string) => {
    const found: string[] = [];
    for await (const { pk, sk } of house.items()) if (pk === ticket) found.push(String(sk));
    return found;
  };
  const filesOf = ({ requester }: Ticket) => {
    const theirs = PERSON_FOLDERS.map((folder) => personFolder(folder, requester.customerId));
    return house.files().filter((key) => theirs.some((folder) => key.startsWith(folder)));
  };
  const closedByMail = async (by: string): Promise<Ticket> => {
    const before = new Set((await tickets('email')).map(({ id }) => id));
    await post({ by, messageId: `<o1-${by}>`, parts: [aFile('a.pdf')] });
    const ticket = (await tickets('email')).find(({ id }) => !before.has(id))!;
    await closed(ticket.id);
    return ticket;
  };
  const retire = () => house.runtime.invoke(functionNamed('TicketsRetireTicketsFunction'), { scheduledAt: LONG_AFTER });
  const LONG_AFTER = '2029-06-01T03:30:00Z';

  it('is gone at night with its messages, its clocks and its files, unless the law holds it', async () => {
    const [old, held] = [await closedByMail('old@example.com'), await closedByMail('held@example.com')];
    await done(house, officer.patch(`/v1/customers/${held.requester.customerId}`, { legalHold: true }));
    const [before, kept, files] = [await keys(old.id), await keys(held.id), filesOf(old)];
    const outcome = await retire();

    expect(before.filter((sk) => sk.startsWith('@clock#')).length).toBeGreaterThan(0);
    expect(files).toHaveLength(2);
    expect(outcome).toEqual({ payload: null });
    expect([await keys(old.id), filesOf(old)]).toEqual([[], []]);
    expect(await keys(held.id)).toEqual(kept);
    expect(filesOf(held)).toHaveLength(2);
    expect(crashes()).toEqual([]);
  });
});

function functionNamed(start: string): string {
  const folder = inject('assembly');
  const file = readdirSync(folder).find((name) => name.endsWith('.template.json')) ?? '';
  const { Resources } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { Resources: object };
  return Object.keys(Resources).find((id) => id.startsWith(start)) ?? start;
}
