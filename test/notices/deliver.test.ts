import { describe, expect, it, onTestFinished } from 'vitest';
import { deliver } from '#notices/deliver.ts';
import type { Forbidden } from '#notices/permit.ts';
import type { HouseEvent } from '#platform/events/event.ts';
import type { Letter } from '#platform/mail/mail.ts';
import { Clear } from '#platform/personal/clear.ts';
import { type Outcome, SendFailed } from '#platform/send-failed.ts';
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
      said: async () => new Clear('我们今天换一个新的给您。'),
      letterhead: async () => ({
        replyTo: 'reply+x@help.example.com',
        messageId: '<k.2@help.example.com>',
        references: ['<k.2@help.example.com>'],
        subject: '杯子碎了 [#x]',
        mark: '[#x]',
      }),
    },
    permit: { forbids: async (): Promise<Forbidden | undefined> => undefined, counts: async () => true },
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

  it('alarms once when nobody of a role can be reached, however often the event comes', async () => {
    const house = aHouse();
    const lines: string[] = [];
    const { log } = console;
    console.log = (line: string) => void lines.push(line);
    onTestFinished(() => {
      console.log = log;
    });
    const nobody = { senders: {}, staff: { directory: async () => aDirectory({ people: [], fallbacks: {} }) } };
    for (let times = 0; times < 2; times += 1) await house.hears(aBreach({ tell: ['ceo'] }), nobody);

    expect(house.found()).toEqual([['fallback.ceo', 'none', 'undeliverable', 0]]);
    expect(lines.filter((line) => 'NoticeFailed' in JSON.parse(line))).toHaveLength(1);
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

describe('a customer is sent nothing', () => {
  it('while nobody can say whether they may be, and the question is asked again', async () => {
    const house = aHouse();
    const answers: (() => Promise<Forbidden | undefined>)[] = [
      () => Promise.reject(new Error('the table is away')),
      async () => 'suppressed',
    ];
    const permit = { forbids: () => answers.shift()!(), counts: async () => true };

    await expect(house.hears(opened, { permit })).rejects.toThrow('away');
    expect(house.notices.all()).toMatchObject([{ state: 'failed', because: 'permit' }]);
    await house.hears(opened, { permit });

    expect(house.notices.all()).toMatchObject([{ state: 'withheld', because: 'suppressed' }]);
    expect(house.letters).toEqual([]);
  });

  it('at a later attempt either, when they refused meanwhile', async () => {
    let refused = false;
    const permit = { forbids: async () => (refused ? 'refused' : undefined), counts: async () => true };
    const house = aHouse(() => {
      throw new SendFailed('later', 'Throttled');
    });
    await expect(house.hears(opened, { permit })).rejects.toThrow('Throttled');
    refused = true;
    await house.hears(opened, { permit });

    expect(house.notices.all()).toMatchObject([{ state: 'withheld', because: 'refused', attempts: 2 }]);
  });

  it('uncounted, and counted once however often it is tried', async () => {
    let asked = 0;
    const counts = async () => {
      asked += 1;
      if (asked === 1) throw new Error('the counter is away');
      return true;
    };
    let failures = 1;
    const house = aHouse(() => {
      if (failures-- > 0) throw new SendFailed('later', 'Throttled');
    });
    const parts = { permit: { forbids: async () => undefined, counts } };
    await expect(house.hears(opened, parts)).rejects.toThrow('counter is away');
    await expect(house.hears(opened, parts)).rejects.toThrow('Throttled');
    await house.hears(opened, parts);

    expect([asked, house.letters.length]).toEqual([2, 1]);
  });

  it('over a cap', async () => {
    const house = aHouse();
    await house.hears(opened, { permit: { forbids: async () => undefined, counts: async () => false } });

    expect(house.notices.all()).toMatchObject([{ state: 'withheld', because: 'capped' }]);
  });
});

describe('an answer that a customer does not get', () => {
  const replied = anEvent('TicketReplied', { from: 'staff', automatic: false, messageId: 'msg_1' });
  const byMail = { tickets: { find: async () => aTicket({ channel: 'email' }) } };
  const permitting = (forbids: Forbidden | undefined, counts: boolean) => ({
    permit: { forbids: async () => forbids, counts: async () => counts },
  });
  const fails = (outcome: Outcome) => () => {
    throw new SendFailed(outcome, 'Code');
  };

  it.each([
    ['noAddress', { senders: {} }, () => {}],
    ['suppressed', permitting('suppressed', true), () => {}],
    ['capped', permitting(undefined, false), () => {}],
    ['failed', {}, fails('refused')],
    ['failed', {}, fails('later')],
  ] as const)(
    'because of %s is a fact on its ticket, once, with whose words they were',
    async (why, parts, trouble) => {
      const house = aHouse(trouble);
      for (let times = 0; times < 4; times += 1) await house.hears(replied, { ...byMail, ...parts }).catch(() => {});

      expect(house.notices.facts()).toMatchObject([
        { type: 'CustomerNotTold', subject: replied.subject, by: 'kefu', template: 'replied', why, author: 'mira' },
      ]);
    },
  );

  it('is no such fact where it got there, where nobody said anything, and where an app shows it', async () => {
    const house = aHouse();
    await house.hears(replied, byMail);
    await house.hears(opened, { ...byMail, senders: {} });
    await house.hears(replied, { tickets: { find: async () => aTicket({ channel: 'app' }) }, senders: {} });

    expect(house.notices.facts()).toEqual([]);
  });

  it('is told to whoever holds the ticket, with the reason', async () => {
    const house = aHouse();
    const fact = { id: 'e.untold', by: 'kefu', template: 'replied', why: 'noAddress', author: 'mira' };
    await house.hears(anEvent('CustomerNotTold', fact));

    expect(house.found()).toEqual([
      ['mira', 'inApp', 'sent', 0],
      ['mira', 'mail', 'sent', 1],
    ]);
    expect(house.letters[0]!.text).toContain('there is no way to reach them');
  });
});

describe('an answer to whoever was not proven', () => {
  const replied = anEvent('TicketReplied', { from: 'staff', automatic: false, messageId: 'msg_1' });
  const stranger = {
    tickets: { find: async () => aTicket({ channel: 'email' }, { proven: false }) },
    correspondence: {
      contact: async () => CONTACT,
      said: async () => new Clear('李雷您好，今天寄到13912345678。'),
      letterhead: async () => ({ replyTo: 'r@x.example', messageId: '<k@x.example>', references: [], mark: '[#x]' }),
    },
  };

  it('is sent, masked, under words of the house alone', async () => {
    const house = aHouse();
    await house.hears(replied, stranger);

    expect(house.letters).toMatchObject([
      { to: 'li@example.com', subject: '您的工单 MN8FQ2 有新回复 [#x]', automatic: false },
    ]);
    expect(house.letters[0]!.text).toContain('今天寄到');
    expect(house.letters[0]!.text).not.toMatch(/李雷|13912345678/);
  });
});

describe('the record of an answer', () => {
  const replied = anEvent('TicketReplied', { from: 'staff', automatic: false, messageId: 'msg_1' });
  const brought = async (event: HouseEvent, channel: string, proven = true) => {
    const house = aHouse();
    await house.hears(event, { tickets: { find: async () => aTicket({ channel }, { proven }) } });
    return house.notices.all().map((notice) => notice.brought);
  };

  it.each([
    ['email', true, 'whole'],
    ['email', false, 'masked'],
    ['sms', true, 'short'],
  ] as const)('names the message that was sent to whoever came by %s (proven: %s), %s', async (channel, proven, as) => {
    expect(await brought(replied, channel, proven)).toEqual([{ messageId: 'msg_1', as }]);
  });

  it('names none where the customer reads it in the app, and none where nobody wrote it', async () => {
    expect(await brought(replied, 'app')).toEqual([undefined]);
    expect(await brought(opened, 'email')).toEqual([undefined]);
  });
});

describe('a message of a house that has a name', () => {
  const replied = anEvent('TicketReplied', { from: 'staff', automatic: false, messageId: 'msg_1' });
  const letterhead = { replyTo: 'r@x.example', messageId: '<k@x.example>', references: [], mark: '[#x]' };
  const coming = (channel: string, language = 'zh-CN') => ({
    house: '米拉商城',
    tickets: { find: async () => aTicket({ channel }, { language }) },
    correspondence: {
      contact: async () => CONTACT,
      said: async () => new Clear('今天就换。'),
      letterhead: async () => ({ ...letterhead, subject: 'Re: 杯子碎了 [#x]', matter: '杯子碎了' }),
    },
  });

  it('says it before the address, at its end and before a text message', async () => {
    const house = aHouse();
    await house.hears(replied, coming('email'));
    await house.hears(anEvent('TicketResolved', { id: 'a.5.0' }), coming('email', 'en'));
    await house.hears(anEvent('TicketResolved', { id: 'a.6.0' }), coming('sms'));

    expect(house.letters.map(({ fromName }) => fromName)).toEqual([
      '米拉商城客户服务中心',
      '米拉商城 customer service',
    ]);
    expect(house.letters[0]!.text).toContain('\n米拉商城客户服务中心\n');
    expect(house.messages[0]!.text).toMatch(/^【米拉商城】您好/);
  });

  it('names the matter, but not to an address whose acknowledgement an app asked for', async () => {
    const house = aHouse();
    await house.hears(anEvent('TicketOpened', { id: 'a.1.0' }), coming('web'));
    await house.hears(anEvent('TicketOpened', { id: 'a.2.0' }), coming('email'));
    await house.hears(anEvent('TicketResolved', { id: 'a.3.0' }), coming('web'));
    await house.hears(anEvent('TicketResolved', { id: 'a.4.0' }), coming('email', 'en'));

    expect(house.letters.map(({ text }) => /关于「杯子碎了」|About “杯子碎了”/.test(text))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(house.letters.flatMap((letter) => Object.keys(letter))).not.toContain('matter');
  });

  it('is signed by the customer service of nobody in particular where it has none', async () => {
    const house = aHouse();
    await house.hears(replied, { ...coming('email', 'en'), house: undefined });

    expect(house.letters).toMatchObject([{ fromName: 'Customer service' }]);
  });
});

describe('a message that its provider did not confirm', () => {
  const byPhone = { tickets: { find: async () => aTicket({ channel: 'phone' }) } };

  /** How often each of three calls of the function asks the provider, and what the notice says at last. */
  async function tried(outcome: Outcome, parts: object = {}) {
    let asked = 0;
    const house = aHouse(() => {
      asked += 1;
      throw new SendFailed(outcome, 'Code');
    });
    for (let times = 0; times < 3; times += 1) await house.hears(opened, parts).catch(() => {});
    return { asked, notice: house.notices.all()[0] };
  }

  it.each([
    ['refused', 1, 'Code'],
    ['unknown', 2, 'unknown'],
    ['later', 3, 'Code'],
  ] as const)('is tried as often as that is of use: by mail, %s', async (outcome, asked, because) => {
    expect(await tried(outcome)).toMatchObject({ asked, notice: { state: 'failed', because } });
  });

  it.each([
    ['refused', 1, 'Code'],
    ['unknown', 1, 'unknown'],
    ['later', 3, 'Code'],
  ] as const)('is tried as often as nobody reads it twice: by SMS, %s', async (outcome, asked, because) => {
    expect(await tried(outcome, byPhone)).toMatchObject({
      asked,
      notice: { channel: 'sms', state: 'failed', because },
    });
  });
});

describe('an answer by SMS', () => {
  const replied = anEvent('TicketReplied', { from: 'staff', automatic: false, messageId: 'msg_1' });
  const offered = anEvent('SolutionOffered', { messageId: 'msg_1' });
  const saying = (said: string, channel = 'sms', language = 'zh-CN') => ({
    tickets: { find: async () => aTicket({ channel }, { language }) },
    correspondence: {
      contact: async () => ({ name: CONTACT.name, phone: CONTACT.phone }),
      letterhead: async () => undefined,
      said: async () => new Clear(said),
    },
  });

  it('says what a colleague said, with the number of the ticket', async () => {
    const house = aHouse();
    await house.hears(replied, saying('我们今天换一个新的给您。'));

    expect(house.messages).toMatchObject([
      {
        text: '您好，您的工单MN8FQ2有新回复：我们今天换一个新的给您。\n直接回复本短信即可继续沟通。',
        template: { name: 'replied', values: { said: '我们今天换一个新的给您。', number: 'MN8FQ2' } },
      },
    ]);
  });

  it('tells the way up with a solution, in the language of the customer', async () => {
    const house = aHouse();
    await house.hears(offered, saying('We send you a new one.', 'sms', 'en'));

    expect(house.messages[0]!.text).toMatch(
      /MN8FQ2: We send you a new one\.\n.*not satisfied.*customer service director: just reply so/,
    );
  });

  it.each([
    ['email', 'zh-CN', /^换一个。\n\n--\n.*不满意，可联系客服总监处理：.*直接回复此邮件/s],
    ['email', 'en', /^换一个。\n\n--\n.*answer this mail.*not satisfied.*customer service director: .*in your answer/s],
    ['web', 'zh-CN', /不满意，可联系客服总监处理：在那里直接告诉我们/],
    ['web', 'en', /not satisfied with it.*customer service director: just tell us there/],
  ])('tells the way up with a solution by mail to whoever came by %s, in %s', async (channel, language, wayUp) => {
    const house = aHouse();
    const contact = async () => CONTACT;
    const { correspondence, tickets } = saying('换一个。', channel, language);
    await house.hears(offered, { tickets, correspondence: { ...correspondence, contact } });

    expect(house.letters[0]!.text).toMatch(wayUp);
  });

  it('shows nobody who it is and where they are', async () => {
    const house = aHouse();
    await house.hears(
      replied,
      saying('李雷您好，新杯子寄到13912345678，邮箱li@example.com，身份证11010519491231002X。'),
    );

    const sent = JSON.stringify(house.messages.map(({ text, template }) => [text, template]));
    expect(sent).toContain('新杯子');
    for (const clear of ['李雷', '13912345678', 'li@example.com', '11010519491231002X'])
      expect(sent).not.toContain(clear);
  });

  it('is cut to three hundred characters', async () => {
    const house = aHouse();
    await house.hears(replied, saying('换'.repeat(400)));

    expect(house.messages[0]!.template.values['said']).toBe(`${'换'.repeat(299)}…`);
  });

  it.each(['phone', 'offlineOutlet', 'social'])('says it as well to whoever came by %s', async (channel) => {
    const house = aHouse();
    await house.hears(replied, saying('新杯子寄到13912345678。', channel));

    expect(house.messages).toMatchObject([
      { text: expect.stringContaining('新杯子寄到'), template: { values: { number: 'MN8FQ2' } } },
    ]);
    expect(house.messages[0]!.text).not.toMatch(/13912345678|渠道/);
  });

  it.each(['app', 'miniProgram', 'chat'])('says where it is to be found to whoever sees it in %s', async (channel) => {
    const house = aHouse();
    await house.hears(replied, saying('我们今天换一个新的给您。', channel));

    expect(house.messages).toMatchObject([
      {
        text: expect.stringContaining('请在您提交问题的渠道查看'),
        template: { values: { said: '请在您提交问题的渠道查看' } },
      },
    ]);
  });
});
