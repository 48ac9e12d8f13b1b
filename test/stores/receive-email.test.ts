import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { conversationIndex, conversationWrite } from '#intake/conversation.ts';
import { normalSubject } from '#intake/mail/normal-subject.ts';
import type { ReceiveNeeds } from '#intake/receive/arrival.ts';
import { messageId } from '#intake/thread/message-id.ts';
import { participant } from '#intake/thread/participant.ts';
import { replyAddress } from '#intake/thread/reply-address.ts';
import { subjectToken } from '#intake/thread/subject-token.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Table } from '#platform/store/table.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';
import { StaffList } from '#staff/staff.ts';
import type { Ticket } from '#tickets/ticket.ts';
import { ticketEntity } from '#tickets/ticket-item.ts';
import { aFile, aMail } from '../intake/a-mail.ts';
import { aHouseKey } from '../intake/memory-keyring.ts';
import { aTable } from './a-table.ts';
import { anIntake } from './an-intake.ts';

const DOMAIN = 'in.example.com';
const house = aHouseKey();

let intake: ReturnType<typeof anIntake>;
let table: Table;
beforeEach(async () => {
  table = await aTable();
  intake = anIntake(table);
});

const only = async (): Promise<Ticket> => {
  const tickets = await intake.everyTicket();
  expect(tickets).toHaveLength(1);
  return tickets[0]!;
};
const busy = () => new Refusal('busy', 'store.busy', 'others');
const bondOf = (ticket: Ticket, address = 'wang@example.com') => ({
  ticketId: ticket.id,
  participant: participant(house, address),
});

describe('a mail', () => {
  it('opens a ticket of its kind, in its language, for whoever sent it', async () => {
    await intake.arrive(aMail());
    const ticket = await only();

    expect(ticket).toMatchObject({
      kind: 'complaint',
      channel: 'email',
      requester: { email: 'w***@example.com', language: 'zh-CN', proven: true },
    });
    expect((await intake.said(ticket)).map(({ text }) => text)).toEqual(['我收到的杯子碎了，请换一个。']);
  });

  it('is proven of nobody when its sender failed the checks or was not checked', async () => {
    await intake.arrive(aMail({ dmarc: 'fail' }));
    await intake.arrive(aMail({ dmarc: undefined, messageId: '<m2@example.com>', subject: '别的' }));

    expect((await intake.everyTicket()).map(({ requester }) => requester.proven)).toEqual([false, false]);
  });

  it('leaves its file among those of its sender', async () => {
    const key = await intake.arrive(aMail());
    const { requester } = await only();

    expect(intake.files.all.has(key)).toBe(false);
    expect([...intake.files.all.keys()]).toEqual([expect.stringMatching(`^raw/${requester.customerId}/[\\w-]+$`)]);
  });

  it('brings its files, and names those that are left out', async () => {
    const parts = [aFile('photo.jpg', 'cup'), aFile('invoice.pdf.exe'), aFile('run.bat'), aFile('多图.png')];
    await intake.arrive(aMail({ parts }));
    const [message] = await intake.said(await only());

    expect(message?.attachments?.map(({ name }) => name)).toEqual(['photo.jpg', '多图.png']);
    expect(message?.text).toContain('［附件“invoice.pdf.exe”未接收：不接收此类文件］');
    expect(message?.text).toContain('run.bat');
    const stored = [...intake.files.all].filter(([key]) => /\/\d$/.test(key));
    expect(stored.map(([, bytes]) => Buffer.from(bytes).toString())).toEqual(['cup', 'something']);
  });
});

/** Does it again and again, failing before and then after every call to the world outside, until it was never failed; answers how many. */
async function crashEverywhere(act: (on: ReceiveNeeds) => Promise<unknown>, needs: ReceiveNeeds): Promise<number> {
  for (let point = 0; ; point += 1) {
    let moments = 0;
    const passes = () => {
      moments += 1;
      if (moments === point + 1) throw new Error(`crash at ${point}`);
    };
    const falling = <T extends object>(port: T): T =>
      new Proxy(port, {
        get: (target, name) => {
          const its: unknown = Reflect.get(target, name);
          if (typeof its !== 'function') return its;
          return async (...given: unknown[]) => {
            passes();
            const result: unknown = await Reflect.apply(its, target, given);
            passes();
            return result;
          };
        },
      });
    const { files, tickets, customers, store } = needs;
    const ports = { files, tickets, customers, store };
    const fallen = Object.entries(ports).map(([name, port]) => [name, falling(port)]);
    await act({ ...needs, ...Object.fromEntries(fallen) }).catch(() => undefined);
    if (moments <= point) return point;
  }
}

describe('a mail that is delivered again', () => {
  it('from the same file is nothing new', async () => {
    const key = await intake.arrive(aMail());
    await intake.arrive(aMail(), key);

    expect(await intake.said(await only())).toHaveLength(1);
    expect(intake.files.all.has(key)).toBe(false);
  });

  it('to a second address of ours is one message, its other way noted', async () => {
    await intake.arrive(aMail({ cc: 'help@in.example.com' }));
    await intake.arrive(aMail({ cc: 'help@in.example.com' }));

    expect(await intake.said(await only())).toHaveLength(1);
    expect(await intake.all('route')).toHaveLength(1);
  });

  it('without an id of its own is known by what it says', async () => {
    await intake.arrive(aMail({ messageId: '' }));
    await intake.arrive(aMail({ messageId: '' }));
    await intake.arrive(aMail({ messageId: '', text: '还有一件事。', subject: '第二件' }));

    expect(await intake.everyTicket()).toHaveLength(2);
  });

  it('under an id that another mail has is another mail', async () => {
    await intake.arrive(aMail());
    await intake.arrive(aMail({ text: '忘了说：订单号是 20260302。', subject: '补充' }));

    expect((await Promise.all((await intake.everyTicket()).map(intake.said))).flat()).toHaveLength(2);
  });

  it.each([
    ['a list’s', { headers: ['List-Id: <shop.example.com>'] }],
    ['what a filter took for spam', { headers: ['X-SES-Spam-Verdict: FAIL'] }],
    ['forged as automatic', { dmarc: 'fail', headers: ['Auto-Submitted: auto-replied'] }],
    ['one with a virus', { headers: ['X-SES-Virus-Verdict: FAIL'] }],
  ] as const)('is a message all the same after a copy of it that is %s', async (_, wish) => {
    for (const _twice of [1, 2]) await intake.arrive(aMail(wish as Parameters<typeof aMail>[0]));
    for (const _twice of [1, 2]) await intake.arrive(aMail());
    const notes = [...(await intake.all('automatic')), ...(await intake.all('quarantined'))];

    expect(await intake.said(await only())).toHaveLength(1);
    expect(notes).toHaveLength(1);
    expect(await intake.all('route')).toHaveLength(2);
  });

  it('many times at once is one message', async () => {
    const raw = aMail();
    await Promise.all(Array.from({ length: 8 }, (_, nth) => intake.arrive(raw, `incoming/at-once-${nth}`)));

    expect(await intake.said(await only())).toHaveLength(1);
    expect(await intake.all('route')).toHaveLength(7);
  });

  it('after a crash anywhere is one message', async () => {
    const raw = aMail({ parts: [aFile('a.txt')] });
    const points = await crashEverywhere((on) => intake.arrive(raw, 'incoming/crashing', on), intake.needs);
    await intake.arrive(raw, 'incoming/crashing');

    expect(points).toBeGreaterThan(10);
    expect(await intake.said(await only())).toHaveLength(1);
    expect(intake.files.all.has('incoming/crashing')).toBe(false);
  });
});

describe('a mail of somebody unproven', () => {
  it('is of one person after a crash anywhere', async () => {
    const raw = aMail({ from: '新人 <new@example.com>', messageId: '<unproven@x>', dmarc: undefined });
    await crashEverywhere((on) => intake.arrive(raw, 'incoming/unproven', on), intake.needs);
    await intake.arrive(raw, 'incoming/unproven');
    const added = (await intake.all('event')).filter(({ type }) => type === 'CustomerAdded');

    expect(added.map(({ customerId }) => customerId)).toEqual([(await only()).requester.customerId]);
  });
});

describe('an answer to what the house sent', () => {
  const answer = (wish: Parameters<typeof aMail>[0]) =>
    aMail({ messageId: '<m2@example.com>', subject: 'something else', text: 'Thank you, and when?', ...wish });

  it.each([
    [
      'the address it was asked to answer to',
      (ticket: Ticket) => ({ to: replyAddress(house, bondOf(ticket), DOMAIN) }),
    ],
    [
      'the id of a mail of ours',
      (ticket: Ticket) => ({ headers: [`References: <x@y> ${messageId(house, bondOf(ticket), 'n1', DOMAIN)}`] }),
    ],
    ['the mark in the subject', (ticket: Ticket) => ({ subject: `Re: 杯子 ${subjectToken(house, bondOf(ticket))}` })],
  ])('goes on with its ticket by %s', async (_, named) => {
    await intake.arrive(aMail());
    const ticket = await only();
    await intake.arrive(answer(named(ticket)));

    expect((await intake.said(await only())).map(({ text }) => text)).toContain('Thank you, and when?');
  });

  it('goes on unchecked too, for nobody else was told the address', async () => {
    await intake.arrive(aMail());
    const ticket = await only();
    await intake.arrive(answer({ to: replyAddress(house, bondOf(ticket), DOMAIN), dmarc: undefined }));

    expect(await intake.said(await only())).toHaveLength(2);
  });

  it('from somebody else opens a ticket of theirs, linked', async () => {
    await intake.arrive(aMail());
    const ticket = await only();
    await intake.arrive(answer({ to: replyAddress(house, bondOf(ticket), DOMAIN), from: 'li@example.com' }));
    const [first, second] = await intake.everyTicket();

    expect(await intake.said(first!)).toHaveLength(1);
    expect(second).toMatchObject({ linkedTo: first!.id });
    expect(second!.requester.customerId).not.toBe(first!.requester.customerId);
  });

  it('to somebody who was erased since opens a ticket that nothing ties to them', async () => {
    await intake.arrive(aMail());
    const ticket = await only();
    const find = async () => ({ ...ticket, erasedAt: at('2026-03-02T12:05:00Z') });
    const needs = { ...intake.needs, tickets: { ...intake.needs.tickets, find } };
    await intake.arrive(answer({ to: replyAddress(house, bondOf(ticket), DOMAIN) }), 'incoming/later', needs);
    const [first, second] = await intake.everyTicket();

    expect(await intake.said(first!)).toHaveLength(1);
    expect(second).not.toHaveProperty('linkedTo');
  });

  it('with a forged address opens a ticket that is linked to nothing', async () => {
    await intake.arrive(aMail());
    const ticket = await only();
    const forged = replyAddress(aHouseKey('next door'), bondOf(ticket), DOMAIN);
    await intake.arrive(answer({ to: forged, from: 'li@example.com' }));
    const [, second] = await intake.everyTicket();

    expect(second).not.toHaveProperty('linkedTo');
  });

  it('whose mail program keeps nothing goes on by its sender and subject, when the sender is proven', async () => {
    await intake.arrive(aMail());
    await intake.arrive(answer({ subject: 'Re: 杯子碎了' }));
    await intake.arrive(answer({ subject: '回复：杯子碎了', dmarc: undefined, messageId: '<m3@example.com>' }));
    const [first, second] = await intake.everyTicket();

    expect(await intake.said(first!)).toHaveLength(2);
    expect(second).toMatchObject({ linkedTo: first!.id });
  });

  it.each(['fail', undefined] as const)(
    'does not go on by its sender and subject with a ticket that a mail checked as %s opened in their name',
    async (dmarc) => {
      await intake.arrive(aMail({ dmarc }));
      await intake.arrive(answer({ subject: 'Re: 杯子碎了' }));
      const [forged, real] = await intake.everyTicket();

      expect(await intake.said(forged!)).toHaveLength(1);
      expect(real).toMatchObject({ requester: { proven: true } });
    },
  );

  it('leads nobody by subject when it is unproven itself, though it goes on by its address', async () => {
    await intake.arrive(aMail());
    const to = replyAddress(house, bondOf(await only()), DOMAIN);
    await intake.arrive(answer({ to, subject: 'another word', dmarc: undefined }));
    await intake.arrive(answer({ subject: 'Re: another word', messageId: '<m3@example.com>', text: 'And then?' }));

    expect(await intake.everyTicket()).toHaveLength(2);
  });

  it('does not go on by its sender and subject with a ticket of somebody unproven, whatever is remembered', async () => {
    await intake.arrive(aMail({ dmarc: undefined }));
    const { id: ticketId, requester } = await only();
    const index = conversationIndex(house, participant(house, 'wang@example.com'), normalSubject('杯子碎了'));
    const remembered = conversationWrite({ index, ticketId, at: intake.needs.clock() }, requester.customerId, 14);
    await intake.needs.store.save([remembered]);
    await intake.arrive(answer({ subject: 'Re: 杯子碎了' }));

    expect(await intake.said((await intake.everyTicket())[0]!)).toHaveLength(1);
  });

  it('does not go on by its sender and subject with a ticket that its sender takes no part in, whatever is remembered', async () => {
    await intake.arrive(aMail());
    const { id: ticketId, requester } = await only();
    const index = conversationIndex(house, participant(house, 'li@example.com'), normalSubject('杯子碎了'));
    const remembered = conversationWrite({ index, ticketId, at: intake.needs.clock() }, requester.customerId, 14);
    await intake.needs.store.save([remembered]);
    await intake.arrive(answer({ from: 'li@example.com', subject: 'Re: 杯子碎了' }));

    expect(await intake.said((await intake.everyTicket())[0]!)).toHaveLength(1);
  });

  it('says under which words its sender speaks on their own ticket alone, not on one that was forged in their name', async () => {
    await intake.arrive(aMail());
    await intake.arrive(aMail({ subject: 'forged', messageId: '<forged@x>', dmarc: undefined }));
    const [own, forged] = await intake.everyTicket();
    const to = replyAddress(house, bondOf(forged!), DOMAIN);
    await intake.arrive(answer({ to, subject: 'Re: 杯子碎了' }));
    await intake.arrive(answer({ subject: 'Re: 杯子碎了', messageId: '<m3@example.com>', text: 'And then?' }));

    expect(await intake.said(forged!)).toHaveLength(2);
    expect((await intake.said(own!)).map(({ text }) => text)).toContain('And then?');
  });

  it('after two weeks is another matter', async () => {
    await intake.arrive(aMail());
    intake.wait(15 * 24 * 60);
    await intake.arrive(answer({ subject: 'Re: 杯子碎了' }));

    expect(await intake.everyTicket()).toHaveLength(2);
  });
});

describe('a mail on a ticket that is finished', () => {
  const finish = async (ticket: Ticket, minutesAgo = 0) => {
    const now = (await intake.store.find(ticket.id))!;
    const moment = plusMinutes(intake.needs.clock(), -minutesAgo);
    const closed = { ...now, status: 'closed', assigneeId: 'mira', resolvedAt: moment, closedAt: moment } as const;
    await intake.needs.store.save([{ put: ticketEntity.toItem(closed), when: 'always' }]);
  };
  const answer = (ticket: Ticket, nth: number, on?: ReceiveNeeds) =>
    intake.arrive(
      aMail({
        ...{ to: replyAddress(house, bondOf(ticket), DOMAIN), messageId: `<again${nth}@example.com>` },
        ...{ subject: `again ${nth}`, text: `It is broken again, ${nth}.` },
      }),
      `incoming/again-${nth}`,
      on,
    );

  it('opens it again three times a day, then one beside it', async () => {
    await intake.arrive(aMail());
    const ticket = await only();
    for (const nth of [1, 2, 3, 4]) {
      await finish(ticket);
      await answer(ticket, nth);
    }
    const [first, second, ...others] = await intake.everyTicket();

    expect(first).toMatchObject({ status: 'closed', reopened: 3 });
    expect(second).toMatchObject({ status: 'received', linkedTo: ticket.id });
    expect(others).toEqual([]);
  });

  it('opens it again, also when others were faster three times', async () => {
    await intake.arrive(aMail());
    const ticket = await only();
    await finish(ticket);
    let lost = 0;
    const hear: typeof intake.tickets.hear = (...said) => {
      lost += 1;
      return lost < 4 ? Promise.reject(busy()) : intake.tickets.hear(...said);
    };
    await answer(ticket, 1, { ...intake.needs, tickets: { ...intake.tickets, hear } });

    expect(await only()).toMatchObject({ reopened: 1 });
  });

  it('opens one beside it when it was finished too long ago', async () => {
    await intake.arrive(aMail());
    const ticket = await only();
    await finish(ticket, 90 * 24 * 60);
    await answer(ticket, 1);
    const [first, second] = await intake.everyTicket();

    expect(first).toMatchObject({ status: 'closed', reopened: 0 });
    expect(second).toMatchObject({ linkedTo: ticket.id });
  });
});

describe('a mail that is not a message', () => {
  const waiting = async () => (await intake.quarantine.list('waiting', 10)).items;

  it.each([
    ['a colleague’s address', aMail({ from: 'mira@shop.example' }), 'staffSender'],
    ['a sender nobody can write to', aMail({ from: 'undisclosed' }), 'noSender'],
    ['a virus', aMail({ headers: ['X-SES-Virus-Verdict: FAIL'] }), 'virus'],
    ['nothing', Buffer.from(''), 'empty'],
    ['a header without end', Buffer.from(`X: ${'x'.repeat(300 * 1024)}`), 'headersTooLarge'],
  ])('with %s waits for a person', async (_, raw, because) => {
    const key = await intake.arrive(raw);
    await intake.arrive(raw, key);

    expect(await waiting()).toMatchObject([{ because, raw: key }]);
    expect(await intake.everyTicket()).toEqual([]);
    expect(intake.files.all.has(key)).toBe(true);
  });

  it('from the address of a colleague who left is a message', async () => {
    const { people } = StaffList.parse({
      people: [{ id: 'mira', name: 'Mira', roles: ['agent'], email: 'mira@shop.example', active: false }],
    });
    const staff = { directory: async () => ({ people, fallbacks: {}, version: 1 }) };
    await intake.arrive(aMail({ from: 'mira@shop.example' }), 'incoming/left', { ...intake.needs, staff });

    expect(await waiting()).toEqual([]);
    expect(await intake.said(await only())).toHaveLength(1);
  });

  it('from an address that writes more than twenty an hour waits for a person', async () => {
    for (let nth = 0; nth < 25; nth += 1) {
      await intake.arrive(aMail({ messageId: `<n${nth}@example.com>`, text: `word ${nth}`, subject: `s${nth}` }));
    }
    intake.wait(60);
    await intake.arrive(aMail({ messageId: '<later@example.com>', text: 'later', subject: 'later' }));

    expect(await intake.everyTicket()).toHaveLength(21);
    expect((await waiting()).map(({ because }) => because)).toEqual(Array(5).fill('tooMany'));
  });

  it('from a domain that opens more than two hundred tickets a day waits, whatever addresses it makes up', async () => {
    const from = (nth: number) => `a${nth}@${nth % 2 ? 'x' : 'y'}.flood.com.cn`;
    const key = (domain: string) => ({ pk: `cap_opened#pass#${house.index('mail domain', domain)}` });
    await intake.arrive(aMail({ from: from(0), messageId: '<0@x>' }));
    const [counter] = (await intake.all('counter')).filter(({ pk }) => pk === key('flood.com.cn').pk);
    await table.client.send(new PutCommand({ TableName: table.name, Item: { ...counter, count: 199 } }));
    for (const nth of [1, 2, 3]) await intake.arrive(aMail({ from: from(nth), messageId: `<${nth}@x>` }));
    await intake.arrive(aMail({ from: 'wang@other.com.cn', messageId: '<other@x>' }));
    await intake.arrive(aMail({ from: from(4), messageId: '<forged@x>', dmarc: 'fail' }));
    const opened = await intake.everyTicket();

    expect(opened.map(({ requester }) => requester.email)).toEqual([
      ...Array(2).fill(expect.stringContaining('flood.com.cn')),
      'w***@other.com.cn',
      expect.stringContaining('flood.com.cn'),
    ]);
    expect((await waiting()).map(({ because }) => because)).toEqual(['tooMany', 'tooMany']);
    intake.wait(24 * 60);
    await intake.arrive(aMail({ from: from(5), messageId: '<5@x>' }));
    expect(await intake.everyTicket()).toHaveLength(5);
  });

  it('is counted once, however often others were faster', async () => {
    let lost = 0;
    const open: typeof intake.tickets.open = (asked, way) => {
      lost += 1;
      return lost < 4 ? Promise.reject(busy()) : intake.tickets.open(asked, way);
    };
    await intake.arrive(aMail(), 'incoming/late', { ...intake.needs, tickets: { ...intake.tickets, open } });

    expect((await intake.all('counter')).map(({ count }) => count)).toEqual([1, 1]);
  });

  it('is counted of its sender alone when it goes on with a ticket, for its domain is counted for what it opens', async () => {
    await intake.arrive(aMail());
    await intake.arrive(aMail({ subject: 'Re: 杯子碎了', messageId: '<m2@example.com>', text: 'And then?' }));
    const counted = (await intake.all('counter')).map(({ pk, count }) => [String(pk).split('#')[0], count]);

    expect(Object.fromEntries(counted)).toEqual({ cap_mail: 2, cap_opened: 1 });
  });

  it('is not one of too many where people have their own mailboxes', async () => {
    await intake.arrive(aMail({ from: 'wang@qq.com' }));

    expect((await intake.all('counter')).map(({ pk }) => pk)).toEqual([expect.stringMatching(/^cap_mail#pass#/)]);
  });

  it.each(['fail', undefined] as const)(
    'silences nobody, however many in their name are checked as %s: proven mails and answers come in',
    async (dmarc) => {
      await intake.arrive(aMail());
      const to = replyAddress(house, bondOf(await only()), DOMAIN);
      const many = Array.from({ length: 22 }, (_, nth) => ({
        text: `word ${nth}`,
        messageId: `<n${nth}@example.com>`,
      }));
      for (const one of many) await intake.arrive(aMail({ ...one, dmarc, subject: one.text }));
      const forged = await intake.everyTicket();
      await intake.arrive(aMail({ subject: 'it is me', messageId: '<me@example.com>' }));
      await intake.arrive(aMail({ to, subject: 'and again', messageId: '<again@example.com>', dmarc: undefined }));

      expect(forged).toHaveLength(21);
      expect(await intake.everyTicket()).toHaveLength(22);
      expect(await intake.said(forged[0]!)).toHaveLength(2);
    },
  );

  it('forged takes no room from an honest one that nobody could check', async () => {
    for (let nth = 0; nth < 22; nth += 1) {
      const forged = { messageId: `<f${nth}@example.com>`, text: `forged ${nth}`, subject: `forged ${nth}` };
      await intake.arrive(aMail({ ...forged, dmarc: 'fail' }));
    }
    await intake.arrive(aMail({ dmarc: undefined }));

    expect(await intake.everyTicket()).toHaveLength(21);
    expect((await waiting()).map(({ because }) => because)).toEqual(['tooMany', 'tooMany']);
  });

  it('is not one of too many when it answers on an open ticket', async () => {
    await intake.arrive(aMail());
    const ticket = await only();
    const to = replyAddress(house, bondOf(ticket), DOMAIN);
    for (let nth = 0; nth < 22; nth += 1) {
      await intake.arrive(aMail({ to, messageId: `<n${nth}@example.com>`, text: `word ${nth}` }));
    }

    expect(await intake.said(await only())).toHaveLength(23);
  });

  it('is noted when no person wrote it, once', async () => {
    const away = aMail({ headers: ['Auto-Submitted: auto-replied'], subject: '自动回复：休假中' });
    await intake.arrive(away);
    await intake.arrive(away);

    expect(await intake.everyTicket()).toEqual([]);
    expect(await intake.all('automatic')).toMatchObject([{ kind: 'autoReply' }]);
  });
});
