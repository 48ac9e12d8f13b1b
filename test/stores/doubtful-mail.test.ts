import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { listAutomatic } from '#intake/quarantine/list-automatic.ts';
import { listQuarantine } from '#intake/quarantine/list-quarantine.ts';
import { messageId } from '#intake/thread/message-id.ts';
import { participant } from '#intake/thread/participant.ts';
import { replyAddress } from '#intake/thread/reply-address.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Table } from '#platform/store/table.ts';
import type { Ticket } from '#tickets/ticket.ts';
import { aMail } from '../intake/a-mail.ts';
import { aHouseKey } from '../intake/memory-keyring.ts';
import { shop } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { anIntake } from './an-intake.ts';

type Wish = NonNullable<Parameters<typeof aMail>[0]>;

const DOMAIN = 'in.example.com';
const SPAM = 'X-SES-Spam-Verdict: FAIL';
const house = aHouseKey();
const mira: Actor = { id: 'mira', roles: ['agent'], app: 'desk' };
const LISTS = [
  'List-Unsubscribe: <mailto:x@d.example>',
  'List-Id: <d.example>',
  'Precedence: bulk',
  'Precedence: list',
  'Precedence: junk',
];

let table: Table;
let intake: ReturnType<typeof anIntake>;
let ticket: Ticket;
beforeEach(async () => {
  table = await aTable();
  intake = anIntake(table);
  await intake.arrive(aMail());
  [ticket] = (await intake.everyTicket()) as [Ticket];
});

const bond = (address = 'wang@example.com') => ({ ticketId: ticket.id, participant: participant(house, address) });
const proof = () => replyAddress(house, bond(), DOMAIN);
const words = { subject: '破损', text: '我是本人。包裹破损，请退款。', messageId: '<m2@example.com>' };
const write = (wish: Wish) => intake.arrive(aMail({ ...words, ...wish }));
const said = async () => (await intake.said(ticket)).slice(1).map(({ text }) => text);
const aside = async () => (await intake.quarantine.list(undefined, 10)).items;
const waiting = async () => (await intake.quarantine.list('waiting', 10)).items.map(({ because }) => because);
const junk = async () => (await intake.quarantine.list('waiting', 10, undefined, 'junk')).items;
const notes = async () => (await intake.all('automatic')).map(({ kind }) => kind);
const factsOf = async (type: string) => (await intake.all('event')).filter((fact) => fact['type'] === type);

const desk = () => ({
  quarantine: intake.quarantine,
  keyring: intake.needs.keyring,
  cursorSecret: async () => 's',
});
const call = <Query>(query: Query) =>
  ({
    path: undefined,
    body: undefined,
    actor: mira,
    language: 'en',
    from: '',
    query,
    keep: () => ({ writes: () => [] }),
  }) as const;

describe('a mail with proof for its sender', () => {
  it.each([...LISTS, 'X-Auto-Response-Suppress: OOF, DR'])(
    'is heard on its ticket whatever it bears: %s',
    async (mark) => {
      await write({ to: proof(), headers: [mark] });

      expect(await said()).toEqual([words.text]);
      expect([await aside(), await notes()]).toEqual([[], []]);
    },
  );

  it('is heard by the id of our mail as well, and where nobody could check its sender', async () => {
    const ours = messageId(house, bond(), 'x', DOMAIN);
    await write({ headers: ['Precedence: bulk', `In-Reply-To: ${ours}`], dmarc: undefined });

    expect(await said()).toEqual([words.text]);
  });

  it('waits for a person where its sender is found forged, and is a note where the proof is somebody else’s', async () => {
    await write({ to: proof(), headers: ['Precedence: bulk'], dmarc: 'fail' });
    await write({ to: proof(), headers: ['Precedence: bulk'], from: 'li@example.com', messageId: '<m3@example.com>' });

    expect(await said()).toEqual([]);
    expect(await waiting()).toEqual(['bulk']);
    expect(await notes()).toEqual(['list']);
    expect(await intake.everyTicket()).toHaveLength(1);
  });

  it('is heard on a ticket of its own where only an app knows the address that the ticket names', async () => {
    const asked = {
      kind: 'complaint',
      stage: 'afterSale',
      channel: 'web',
      urgency: 'general',
      subject: '杯子',
      body: '碎',
    };
    const requester = { customerId: 'u-li', email: 'li@example.com', language: 'zh-CN' };
    const named = await intake.tickets.open({ ...asked, requester } as never, { by: shop, at: intake.needs.clock() });
    const bound = { ticketId: named.id, participant: participant(house, 'li@example.com') };
    const to = replyAddress(house, bound, DOMAIN);
    await write({ to, from: 'li@example.com', headers: ['Precedence: bulk'] });

    expect((await intake.everyTicket()).at(-1)).toMatchObject({ linkedTo: named.id });
    expect(await notes()).toEqual([]);
  });

  it('is one message with a copy of it that came through a list, in either order', async () => {
    const copy = { to: proof(), headers: ['List-Id: <d.example>'] };
    await write({ to: proof() });
    await write(copy);
    await write({ ...copy, messageId: '<m3@example.com>', text: '还有一件事。' });
    await write({ to: proof(), messageId: '<m3@example.com>', text: '还有一件事。' });

    expect(await said()).toEqual([words.text, '还有一件事。']);
    expect(await notes()).toEqual([]);
  });

  it('is heard after a copy of it without proof was noted', async () => {
    await write({ headers: ['List-Id: <d.example>'], dmarc: 'fail' });
    await write({ headers: ['List-Id: <d.example>'], to: proof() });

    expect(await said()).toEqual([words.text]);
  });

  it.each(['Auto-Submitted: auto-replied', 'X-Autoreply: yes', 'Return-Path: <>'])(
    'is a note all the same with the mark of a machine: %s',
    async (mark) => {
      await write({ to: proof(), headers: [mark, 'Precedence: bulk'] });

      expect(await said()).toEqual([]);
      expect(await notes()).toEqual(['autoReply']);
    },
  );

  it('waits for a person when a check calls it spam, unless its words stand on the ticket already', async () => {
    await write({ to: proof(), headers: [SPAM] });
    await write({ to: proof(), headers: [SPAM] });
    await write({ to: proof(), messageId: '<m3@example.com>', text: '还有一件事。' });
    await write({ to: proof(), messageId: '<m3@example.com>', text: '还有一件事。', headers: [SPAM] });

    expect(await waiting()).toEqual(['spam']);
    expect(await said()).toEqual(['还有一件事。']);
    expect([await notes(), await junk()]).toEqual([[], []]);
  });
});

describe('a mail that asks machines not to answer', () => {
  const ask = { from: 'dave@d.example', headers: ['X-Auto-Response-Suppress: OOF, DR'] };

  it('opens a ticket like any other, which says so to whoever would tell that it arrived', async () => {
    await write(ask);
    await write({ from: 'eve@e.example', messageId: '<m3@e.example>' });
    const facts = await factsOf('TicketOpened');

    expect(facts).toHaveLength(3);
    expect(facts.filter(({ silent }) => silent)).toHaveLength(1);
  });
});

describe('a mail without proof', () => {
  it.each(LISTS)('from a customer’s own address waits for a person: %s', async (mark) => {
    await write({ headers: [mark] });

    expect(await waiting()).toEqual(['bulk']);
    expect(await notes()).toEqual([]);
  });

  it('is noted where nobody knows the address, or it is found forged', async () => {
    await write({ headers: ['List-Id: <d.example>'], from: 'news@d.example' });
    await write({ headers: ['List-Id: <d.example>'], dmarc: 'fail' });

    expect(await notes()).toEqual(['list', 'list']);
    expect(await aside()).toEqual([]);
  });

  it('that is spam waits for a person when it comes from a customer’s proven address, and is junk otherwise', async () => {
    await write({ headers: [SPAM] });
    await write({ headers: [SPAM], messageId: '<m3@x>', from: 'dave@d.example' });
    await write({ headers: [SPAM], messageId: '<m4@x>', dmarc: undefined });
    await write({ headers: [SPAM], messageId: '<m5@x>', from: 'mira@shop.example' });
    await write({ headers: [SPAM], messageId: '<m6@x>', from: 'undisclosed' });

    expect(await waiting()).toEqual(['spam']);
    expect((await junk()).map(({ because }) => because)).toEqual(['junk', 'junk', 'junk', 'junk']);
    expect(await notes()).toEqual([]);
  });

  it('calls somebody for twenty an hour of one address at most', async () => {
    for (let nth = 0; nth < 23; nth += 1)
      await write({ headers: [SPAM], messageId: `<s${nth}@x>`, text: `word ${nth}` });
    await write({ headers: ['Precedence: bulk'], messageId: '<bulk@x>', text: 'bulk' });
    const { items } = await intake.quarantine.list('waiting', 50);

    expect(items).toHaveLength(20);
    expect(await junk()).toHaveLength(3);
    expect(await notes()).toEqual(['list']);
  });
});

describe('junk', () => {
  const arrive = () => write({ headers: [SPAM], from: 'dave@d.example' });

  it('rings for nobody, and ends by itself', async () => {
    const lines: string[] = [];
    const { log } = console;
    console.log = (line: string) => void lines.push(line);
    onTestFinished(() => {
      console.log = log;
    });
    await arrive();

    expect(lines.filter((line) => line.includes('SetAside'))).toEqual([]);
    expect(await intake.quarantine.waitingSince()).toBeUndefined();
    expect(await junk()).toMatchObject([{ expiresAt: Date.parse('2026-05-31T12:00:02Z') / 1000 }]);
  });

  it('is listed apart, masked, so that it hides nothing that waits', async () => {
    await arrive();
    await write({ from: 'mira@shop.example' });
    const list = async (kind: 'aside' | 'junk') => {
      const query = { kind, state: 'waiting', 'page[size]': 25 } as const;
      return (await listQuarantine(desk())(call(query))).body as { quarantined: { because: string; sender: string }[] };
    };

    expect((await list('aside')).quarantined).toMatchObject([{ because: 'staffSender' }]);
    expect((await list('junk')).quarantined).toMatchObject([{ because: 'junk', sender: 'd***@d.example' }]);
  });
});

describe('the notes on mails that no person wrote', () => {
  it('are listed, newest first, with who sent them masked and the file they came as', async () => {
    const away = { headers: ['Auto-Submitted: auto-replied'] };
    await write({ ...away, from: 'dave@d.example' });
    const last = await write({ ...away, messageId: '<m3@x>', from: 'undisclosed' });
    await write({ headers: ['List-Id: <d.example>'], from: 'news@d.example', messageId: '<m4@x>' });
    const page = async (after?: string) => {
      const query = { 'page[size]': 2, ...(after && { 'page[after]': after }) };
      return (await listAutomatic(desk())(call(query))).body as {
        automatic: Record<string, unknown>[];
        meta: { afterCursor?: string };
      };
    };
    const { automatic, meta } = await page();

    expect(automatic).toMatchObject([
      { kind: 'list', because: 'list-id', sender: 'n***@d.example' },
      { kind: 'autoReply', because: 'auto-submitted', mail: last },
    ]);
    expect(automatic[1]).not.toHaveProperty('sender');
    expect((await page(meta.afterCursor)).automatic).toMatchObject([{ sender: 'd***@d.example' }]);
    expect(JSON.stringify(await intake.all('automatic'))).not.toMatch(/dave|news@/);
  });
});
