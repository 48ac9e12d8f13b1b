import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type MailHouse, mailHouse } from '../corpus/mail-house.ts';
import { aMail } from '../intake/a-mail.ts';
import { type Caller, DIRECTORY } from '../support/house.ts';
import { done, path, timelineOf } from './a-house.ts';

const WORDS = '我住在建国路88号，请换一个。';

type Ticket = { readonly id: string; readonly linkedTo?: string; readonly requester: { readonly customerId: string } };

let house: MailHouse;
let lena: Caller;
beforeAll(async () => {
  house = await mailHouse(inject('assembly'));
  await (await house.as('admin')).put('/v1/staff', DIRECTORY);
  lena = await house.as('complaintSpecialist');
});
afterAll(() => house.stop());

const asked = (requester: object, channel = 'app') => ({
  ...{ kind: 'enquiry', channel, subject: '我的订单', body: '请问到哪了？', requester },
});

/** Somebody opens a ticket and is answered; whoever has the address they named answers that mail. */
async function answered(opener: Caller, email: string, more: object = {}) {
  const { body } = await done(house, opener.post('/v1/tickets', asked({ email, ...more })));
  const ticket = String(body['id']);
  await done(house, lena.post(path(ticket, 'take')));
  await done(house, lena.post(path(ticket, 'replies'), { text: '请提供您的地址以便核实。' }));
  const { replyTo: to = '' } = house.runtime.outbox().findLast((sent) => sent.to === email) ?? {};
  const raw = aMail({ from: `<${email}>`, to, subject: 'Re: 我的订单', text: WORDS, messageId: `<1.${email}>` });
  await house.send({ from: email, to, raw });
  await house.runtime.settled();
  return ticket;
}

const saidOn = async (ticket: string) => (await timelineOf(lena, ticket)).map(({ text }) => String(text));
const besides = async (ticket: string) => {
  const { body } = await lena.get<{ tickets: Ticket[] }>('/v1/tickets?channel=email');
  return body.tickets.filter(({ linkedTo }) => linkedTo === ticket);
};

describe('the answer from an address that a customer named', () => {
  it.each(['stranger@example.com', 'bob@example.com'])(
    'is not theirs to read while nobody proved that it is theirs: %s',
    async (email) => {
      const verified = { customerId: 'cus_bob', email: 'bob@example.com', verified: true };
      await done(house, (await house.as('customerApp')).post('/v1/tickets', asked(verified)));
      const alice = await house.as('customer', 'cus_alice');
      const ticket = await answered(alice, email);
      const [own, ...others] = await besides(ticket);

      expect(await saidOn(ticket)).not.toContain(WORDS);
      expect(JSON.stringify(await timelineOf(alice, ticket))).not.toContain('建国路');
      expect(others).toEqual([]);
      expect(own?.requester.customerId).not.toBe('cus_alice');
      expect((await alice.get(path(own!.id))).status).toBe(404);
    },
  );

  it('is not theirs to read either where their app named it and verified nothing', async () => {
    const ticket = await answered(await house.as('customerApp'), 'frank@example.com', { customerId: 'cus_eve' });

    expect(await saidOn(ticket)).not.toContain(WORDS);
    expect(await besides(ticket)).toHaveLength(1);
  });

  it('goes on with their ticket once their app verified the address', async () => {
    const theirs = { customerId: 'cus_hua', verified: true };
    const ticket = await answered(await house.as('customerApp'), 'hua@example.com', theirs);

    expect(await besides(ticket)).toEqual([]);
    expect((await saidOn(ticket)).at(-1)).toMatch(/请换一个/);
  });
});

describe('the answer from an address that was named to an agent', () => {
  it('goes on with the ticket, which nobody outside the house reads', async () => {
    const ticket = await answered(await house.as('agent'), 'caller@example.com');

    expect(await besides(ticket)).toEqual([]);
  });
});
