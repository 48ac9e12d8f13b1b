import { describe, expect, it } from 'vitest';
import { deliver } from '#notices/deliver.ts';
import type { Withheld } from '#notices/permit.ts';
import type { HouseEvent } from '#platform/events/event.ts';
import type { Letter } from '#platform/mail/mail.ts';
import type { TextMessage } from '#platform/sms/sms.ts';
import { at, type Instant } from '#platform/time/instant.ts';
import { memoryNotices } from './memory-notices.ts';
import { aBreach, aDirectory, anEvent, aTicket, CONTACT } from './some.ts';

/** The room with providers that note what they are given, after doing what the test has for each letter. */
function aHouse(trouble: (letter: Letter | TextMessage) => void = () => {}) {
  const notices = memoryNotices();
  const letters: Letter[] = [];
  const messages: TextMessage[] = [];
  let reads = 0;
  let now = at('2026-03-02T12:10:00Z');
  const needs = {
    notices,
    tickets: {
      find: async () => {
        reads += 1;
        return aTicket();
      },
    },
    correspondence: {
      contact: async () => CONTACT,
      said: async () => '我们今天换一个新的给您。',
      letterhead: async () => ({
        replyTo: 'reply+x@help.example.com',
        messageId: '<k.2@help.example.com>',
        references: ['<k.2@help.example.com>'],
        subject: '杯子碎了 [#x]',
      }),
    },
    permit: async (): Promise<Withheld | undefined> => undefined,
    staff: { directory: async () => aDirectory() },
    senders: {
      mail: () => ({
        send: async (letter: Letter) => {
          trouble(letter);
          return `ses-${letters.push(letter)}`;
        },
      }),
      sms: () => ({
        send: async (message: TextMessage) => {
          trouble(message);
          return `sms-${messages.push(message)}`;
        },
      }),
    },
    lastResort: 'desk@example.com',
    clock: () => now,
  };
  return {
    ...{ notices, letters, messages },
    reads: () => reads,
    at: (moment: Instant) => {
      now = moment;
    },
    hears: (event: HouseEvent, parts: object = {}) => deliver({ ...needs, ...parts })(event),
    found: () => notices.all().map(({ personId, channel, state, attempts }) => [personId, channel, state, attempts]),
  };
}

const opened = anEvent('TicketOpened');

class MessageRejected extends Error {
  override readonly name = 'MessageRejected';
}

describe('delivering', () => {
  it('sends a customer one mail and puts it on record', async () => {
    const house = aHouse();
    await house.hears(opened);

    expect(house.letters).toMatchObject([{ to: 'li@example.com', subject: '我们已收到您的问题（工单 MN8FQ2）' }]);
    expect(house.notices.all()).toMatchObject([
      { personId: 'cus_li', channel: 'mail', state: 'sent', attempts: 1, providerId: 'ses-1', template: 'received' },
    ]);
  });

  it('tells everybody of a breach on every channel they have', async () => {
    const house = aHouse();
    await house.hears(aBreach());

    expect(house.found().sort()).toEqual([
      ['mira', 'inApp', 'sent', 0],
      ['mira', 'mail', 'sent', 1],
      ['mira', 'sms', 'sent', 1],
      ['theo', 'inApp', 'sent', 0],
      ['theo', 'mail', 'sent', 1],
    ]);
    expect(house.messages).toMatchObject([{ to: '+8613800000002' }]);
  });

  it('happens once however often the event comes', async () => {
    const house = aHouse();
    for (let times = 0; times < 3; times += 1) await house.hears(aBreach());

    expect(house.letters).toHaveLength(2);
    expect(house.messages).toHaveLength(1);
    expect(house.notices.all()).toHaveLength(5);
  });

  it('happens once when the event comes twice at the same time', async () => {
    const house = aHouse();
    await Promise.allSettled([house.hears(opened), house.hears(opened)]);
    await house.hears(opened);

    expect(house.letters).toHaveLength(1);
  });

  it('tries again after the provider failed', async () => {
    let failures = 1;
    const house = aHouse(() => {
      if (failures-- > 0) throw new MessageRejected('li@example.com is not verified');
    });

    await expect(house.hears(opened)).rejects.toThrow('MessageRejected');
    expect(house.notices.all()).toMatchObject([{ state: 'failed', attempts: 1, because: 'MessageRejected' }]);

    await house.hears(opened);
    expect(house.notices.all()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(house.notices.all()[0]).not.toHaveProperty('because');
    expect(house.letters).toHaveLength(1);
  });

  it('says nothing of an address when it fails', async () => {
    const house = aHouse(() => {
      throw new MessageRejected('li@example.com is not verified');
    });

    await expect(house.hears(opened)).rejects.not.toThrow('example.com');
    expect(JSON.stringify(house.notices.all())).not.toContain('example.com');
  });

  it('tells the others when one cannot be told', async () => {
    const house = aHouse(({ to }) => {
      if (to === 'mira@example.com') throw new MessageRejected();
    });

    await expect(house.hears(aBreach())).rejects.toThrow('1 failed');
    expect(house.letters.map(({ to }) => to)).toEqual(['theo@example.com']);
    expect(house.messages).toHaveLength(1);

    await expect(house.hears(aBreach())).rejects.toThrow('1 failed');
    expect(house.letters).toHaveLength(1);
  });

  it('waits while another attempt may still be sending, and takes over when it was never heard of again', async () => {
    const house = aHouse();
    const deaf = { saveSent: async () => Promise.reject(new Error('the instance died')) };
    await expect(house.hears(opened, { notices: { ...house.notices, ...deaf } })).rejects.toThrow('died');
    expect(house.notices.all()).toMatchObject([{ state: 'claimed' }]);

    house.at(at('2026-03-02T12:10:59Z'));
    await expect(house.hears(opened)).rejects.toThrow('Somebody else sends');
    expect(house.letters).toHaveLength(1);

    house.at(at('2026-03-02T12:11:00Z'));
    await house.hears(opened);
    expect(house.notices.all()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(house.letters).toHaveLength(2);
  });

  it('records whom nothing reaches', async () => {
    const house = aHouse();
    await house.hears(opened, { senders: {} });
    await house.hears(opened, { senders: {} });

    expect(house.found()).toEqual([['cus_li', 'none', 'undeliverable', 0]]);
  });

  it('reads nothing for an event that nobody is told of', async () => {
    const house = aHouse();
    await house.hears(anEvent('TicketNoted'));
    await house.hears(anEvent('TicketReplied', { from: 'staff', automatic: true }));

    expect(house.reads()).toBe(0);
    expect(house.notices.all()).toEqual([]);
  });

  it('comes again when the ticket cannot be found', async () => {
    const house = aHouse();

    await expect(house.hears(opened, { tickets: { find: async () => undefined } })).rejects.toThrow(
      'There is no ticket',
    );
  });
});
