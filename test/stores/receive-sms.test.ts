import { beforeEach, describe, expect, it } from 'vitest';
import { placeOf } from '#intake/quarantine/quarantined.ts';
import { hearSms } from '#intake/sms/hear-sms.ts';
import { receiveSms } from '#intake/sms/receive-sms.ts';
import { maySend, suppressionIndex } from '#intake/suppression/suppression.ts';
import type { SmsReply } from '#platform/sms/heard-sms.ts';
import { at } from '#platform/time/instant.ts';
import { aMail } from '../intake/a-mail.ts';
import { aHouseKey } from '../intake/memory-keyring.ts';
import { aTable } from './a-table.ts';
import { anIntake } from './an-intake.ts';

let intake: ReturnType<typeof anIntake>;
beforeEach(async () => {
  intake = anIntake(await aTable());
});

let told = 0;
const aText = (text: string, wish: Partial<SmsReply> = {}): SmsReply => {
  told += 1;
  return {
    ...{ kind: 'reply', provider: 'aliyun', id: `s${told}`, from: '+8613812345678', to: '1069', text },
    at: at('2026-03-02T12:00:00Z'),
    ...wish,
  };
};
const receive = (reply: SmsReply) => receiveSms(intake.needs)(reply);
const known = () => intake.needs.suppressions.of(suppressionIndex(aHouseKey(), 'phone', '+8613812345678'));

describe('a text message', () => {
  it('opens a ticket for its number, which is proven', async () => {
    await receive(aText('我的退款呢？'));
    const [ticket] = await intake.everyTicket();

    expect(ticket).toMatchObject({
      channel: 'sms',
      kind: 'complaint',
      requester: { phone: '138****5678', proven: true, language: 'zh-CN' },
    });
  });

  it('is answered in the language it is written in', async () => {
    await receive(aText('Where is my refund?'));

    expect((await intake.everyTicket())[0]).toMatchObject({ requester: { language: 'en' } });
  });

  it('goes on with the newest ticket of its number that is open', async () => {
    await receive(aText('我的退款呢？'));
    await receive(aText('还在吗'));
    const tickets = await intake.everyTicket();

    expect(tickets).toHaveLength(1);
    expect((await intake.said(tickets[0]!)).map(({ text }) => text).sort()).toEqual(['我的退款呢？', '还在吗']);
  });

  it('that its provider tells again is nothing new, at once or later', async () => {
    const text = aText('我的退款呢？');
    await Promise.all([receive(text), receive(text), receive(text)]);
    await receive(text);
    const tickets = await intake.everyTicket();

    expect((await Promise.all(tickets.map(intake.said))).flat()).toHaveLength(1);
  });

  it('with other words or from another number under an id that was told before waits for a person, once', async () => {
    const first = aText('我的退款呢？');
    const others = [
      { ...first, text: '还有一件事' },
      { ...first, from: '+8613912345678' },
    ];
    for (const text of [first, ...others, first, ...others]) await receive(text);
    const { items } = await intake.quarantine.list('waiting', 10);
    const words = items.map(({ id, words: sealed }) => aHouseKey().open(placeOf(id, 'words'), sealed!));

    expect(items.map(({ because }) => because)).toEqual(['refused', 'refused']);
    expect(words.toSorted()).toEqual(['我的退款呢？', '还有一件事']);
    expect(await intake.said((await intake.everyTicket())[0]!)).toHaveLength(1);
  });

  it('of which more come than anybody writes waits for a person', async () => {
    for (let nth = 0; nth < 22; nth += 1) await receive(aText(`word ${nth}`));
    const { items } = await intake.quarantine.list('waiting', 10);

    expect(items.map(({ because, channel }) => [because, channel])).toEqual([
      ['tooMany', 'sms'],
      ['tooMany', 'sms'],
    ]);
    expect(JSON.stringify(items)).not.toMatch(/13812345678|word 2/);
  });
});

describe('a word of refusal', () => {
  it.each(['退订', 'ＴＤ', 't', '退訂。', '回复TD'])('%s stops what is commercial and nothing else', async (word) => {
    await receive(aText(word));

    expect(maySend(await known(), 'commercial')).toBe(false);
    expect(maySend(await known(), 'service')).toBe(true);
    expect(await intake.everyTicket()).toEqual([]);
  });

  const heardOn = async (word: string) => {
    await receive(aText('我的退款呢？'));
    await receive(aText(word));
    const [ticket, ...others] = await intake.everyTicket();
    expect(others).toEqual([]);
    return (await intake.said(ticket!)).map(({ text }) => text).filter((text) => text === word);
  };

  it.each(['拒绝', '我拒绝了', 'Stop, please'])('%s is an answer while a ticket is open', async (word) => {
    expect(await heardOn(word)).toEqual([word]);
    expect(maySend(await known(), 'commercial')).toBe(true);
  });

  it.each(['退订', 'ＴＤ', 'T', 'STOP', '拒收', 'unsubscribe'])('%s is no answer, also then', async (word) => {
    expect(await heardOn(word)).toEqual([]);
    expect(maySend(await known(), 'commercial')).toBe(false);
  });

  it('in a sentence is heard on the ticket that is open as well', async () => {
    expect(await heardOn('麻烦退订，谢谢')).toEqual(['麻烦退订，谢谢']);
    expect(maySend(await known(), 'commercial')).toBe(false);
  });

  it.each(['拒绝', 'Stop, please'])('%s stops what is commercial where no ticket is open', async (word) => {
    await receive(aText(word));

    expect(maySend(await known(), 'commercial')).toBe(false);
    expect(await intake.everyTicket()).toEqual([]);
  });

  it('is told to the house without the number, and kept for good', async () => {
    await receive(aText('退订'));
    const [event] = (await intake.all('event')).filter(({ type }) => type === 'SmsRefused');
    const [kept] = await intake.all('suppression');

    expect(event).toMatchObject({ customerId: expect.stringMatching(/^cus_/) });
    expect(JSON.stringify([event, kept])).not.toContain('13812345678');
    expect(kept).not.toHaveProperty('expiresAt');
  });
});

describe('a call of a provider', () => {
  const hear = (heard: Parameters<ReturnType<typeof hearSms>>[0], said = '[]') => hearSms(intake.needs)(heard, said);

  it('tells what became of a message once', async () => {
    const receipt = {
      kind: 'receipt',
      provider: 'tencent',
      id: 'sid-1',
      status: 'delivered',
      code: 'DELIVRD',
    } as const;
    await hear({ heard: [receipt], unreadable: 0 });
    await hear({ heard: [receipt, { ...receipt, status: 'unknown' }], unreadable: 0 });

    expect((await intake.all('event')).filter(({ type }) => type === 'NoticeReceipt')).toMatchObject([
      {
        subject: 'rcp_tencent#sid-1',
        provider: 'tencent',
        providerId: 'sid-1',
        status: 'delivered',
        because: 'DELIVRD',
      },
    ]);
  });

  it('of which something cannot be read is kept for a person, and the rest is taken in', async () => {
    await hear({ heard: [aText('我的退款呢？')], unreadable: 1 }, '[{"strange":"13812345678"}]');
    await hear({ heard: [], unreadable: 1 }, '[{"strange":"13812345678"}]');

    expect((await intake.quarantine.list('waiting', 10)).items).toMatchObject([{ because: 'unreadable' }]);
    expect(await intake.everyTicket()).toHaveLength(1);
  });
});

describe('what is long', () => {
  const wordsOf = async () => {
    const { items } = await intake.quarantine.list('waiting', 10);
    return items.map(({ id, words }) => aHouseKey().open(placeOf(id, 'words'), words!));
  };
  const whole = (pieces: readonly string[]) => pieces.toSorted((one, other) => one.charCodeAt(0) - other.charCodeAt(0));

  it('is said whole when it is one text message, up to the longest there is', async () => {
    const text = `${'我的杯子碎了。'.repeat(2_400)}请换一个`;
    await receive(aText(text));

    expect((await intake.said((await intake.everyTicket())[0]!))[0]?.text).toBe(text);
  });

  it('is heard beside those of other numbers, eight at once, and those of its own in the order they were said', async () => {
    let [now, most] = [0, 0];
    const takes: typeof intake.needs.store.takes = async (...asked) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      now -= 1;
      return intake.needs.store.takes(...asked);
    };
    const numbers = Array.from({ length: 12 }, (_, n) => `+86138123456${10 + n}`);
    const heard = ['一', '二', '三'].flatMap((text) => numbers.map((from) => aText(text, { from })));
    await hearSms({ ...intake.needs, store: { ...intake.needs.store, takes } })({ heard, unreadable: 0 }, '[]');
    const tickets = await intake.everyTicket();
    const said = await Promise.all(
      tickets.map(async (one) => (await intake.said(one)).map(({ text }) => text).join('')),
    );

    expect(most).toBe(8);
    expect(said).toEqual(numbers.map(() => '一二三'));
  });

  it('is kept whole when nobody can read the call of a provider, once', async () => {
    const said = `[${'1'.repeat(49_998)}😀${'～'.repeat(60_000)}]`;
    for (const _twice of [1, 2]) await hearSms(intake.needs)({ heard: [], unreadable: 1 }, said);
    const pieces = await wordsOf();

    expect(pieces).toHaveLength(3);
    expect(whole(pieces).join('')).toBe(said);
    expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
  });

  it('is kept whole when it is longer than any text message, also after a crash between its pieces', async () => {
    const text = aText(`a${'1'.repeat(49_999)}b${'2'.repeat(49_999)}c`);
    let saved = 0;
    const save: typeof intake.needs.store.save = (writes) => {
      saved += 1;
      return saved === 2 ? Promise.reject(new Error('crash')) : intake.needs.store.save(writes);
    };
    const falling = { ...intake.needs, store: { ...intake.needs.store, save } };
    await expect(receiveSms(falling)(text)).rejects.toThrow('crash');
    await receive(text);
    await receive(text);

    expect(whole(await wordsOf()).join('')).toBe(text.text);
    expect(await intake.everyTicket()).toEqual([]);
  });

  it('waits whole when too many came before it', async () => {
    for (let nth = 0; nth < 20; nth += 1) await receive(aText(`word ${nth}`));
    const text = '退款'.repeat(10_000);
    await receive(aText(text));

    expect(await wordsOf()).toEqual([text]);
  });
});

describe('one customer', () => {
  it('who writes a mail and a text message has two tickets, for nobody proved that they are one', async () => {
    await intake.arrive(aMail());
    await receive(aText('我的退款呢？'));
    const tickets = await intake.everyTicket();

    expect(new Set(tickets.map(({ requester }) => requester.customerId)).size).toBe(2);
  });
});
