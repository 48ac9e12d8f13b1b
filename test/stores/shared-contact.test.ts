import { beforeEach, describe, expect, it } from 'vitest';
import { receiveSms } from '#intake/sms/receive-sms.ts';
import { correspondence } from '#notices/correspondence.ts';
import type { Table } from '#platform/store/table.ts';
import { noon } from '../clocks/some.ts';
import { aMail } from '../intake/a-mail.ts';
import { shop } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { anIntake } from './an-intake.ts';

const PHONE = '+8613812345678';
const EMAIL = 'home@example.com';

let table: Table;
let intake: ReturnType<typeof anIntake>;
beforeEach(async () => {
  table = await aTable();
  intake = anIntake(table);
});

/** Somebody with an account at the shop, who verified the number and the address there, opens a ticket. */
const opens = (customerId: string, name: string) => {
  intake.wait(1);
  return intake.tickets.open(
    {
      ...{
        kind: 'complaint',
        stage: 'afterSale',
        channel: 'phone',
        urgency: 'general',
        subject: '杯子',
        body: `${name}的杯子`,
      },
      ...{ affectedCustomers: 1, majorLoss: false, needsSolutionDesign: false },
      requester: { customerId, name, phone: PHONE, email: EMAIL, verified: true, language: 'zh-CN' },
    },
    { by: shop, at: intake.needs.clock() },
  );
};
let told = 0;
const text = async (words: string) => {
  told += 1;
  intake.wait(1);
  await receiveSms(intake.needs)({
    ...{ kind: 'reply', provider: 'aliyun', id: `s${told}`, from: PHONE, to: '1069', text: words, at: noon },
  });
};
const saidOn = async (ticket: Parameters<typeof intake.said>[0]) => (await intake.said(ticket)).map((one) => one.text);

describe('a number that two customers share', () => {
  it('says of neither who writes: its messages have a ticket of their own, which staff find by the newest of theirs', async () => {
    const [li, zhao] = [await opens('u-li', '李雷'), await opens('u-zhao', '赵敏')];
    await text('我的退款呢？');
    await text('还在吗');
    const [, , own, ...others] = await intake.everyTicket();

    expect(others).toEqual([]);
    expect([await saidOn(li), await saidOn(zhao)]).toEqual([['李雷的杯子'], ['赵敏的杯子']]);
    expect((await saidOn(own!)).sort()).toEqual(['我的退款呢？', '还在吗']);
    expect(own).toMatchObject({ linkedTo: zhao.id, requester: { proven: true, phone: '138****5678' } });
    expect(['u-li', 'u-zhao']).not.toContain(own!.requester.customerId);
  });

  it('is told of a ticket by what its own customer gave, and under their name', async () => {
    const [li, zhao] = [await opens('u-li', '李雷'), await opens('u-zhao', '赵敏')];
    const { contact } = correspondence({ table: () => table, keys: intake.keys, domain: undefined });

    const found = async (ticket: typeof li) =>
      Object.fromEntries(Object.entries(await contact(ticket)).map(([field, value]) => [field, value.text]));
    expect(await found(li)).toEqual({ name: '李雷', phone: PHONE, email: EMAIL });
    expect(await found(zhao)).toEqual({ name: '赵敏', phone: PHONE, email: EMAIL });
  });

  it('is its customer’s own while nobody else proved it, and goes on with their newest ticket', async () => {
    const [first, second] = [await opens('u-li', '李雷'), await opens('u-li', '李雷')];
    await text('我的退款呢？');

    expect(await intake.everyTicket()).toHaveLength(2);
    expect(await saidOn(first)).toEqual(['李雷的杯子']);
    expect((await saidOn(second)).sort()).toEqual(['我的退款呢？', '李雷的杯子'].sort());
  });
});

describe('an address that two customers share', () => {
  it('says of neither who writes', async () => {
    const [li, zhao] = [await opens('u-li', '李雷'), await opens('u-zhao', '赵敏')];
    await intake.arrive(aMail({ from: EMAIL }));
    const [, , own] = await intake.everyTicket();

    expect([li, zhao].map(({ requester }) => requester.customerId)).toEqual(['u-li', 'u-zhao']);
    expect(['u-li', 'u-zhao']).not.toContain(own!.requester.customerId);
    expect(own).toMatchObject({ linkedTo: zhao.id, requester: { proven: true } });
  });
});
