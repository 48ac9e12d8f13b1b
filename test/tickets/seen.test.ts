import { describe, expect, it } from 'vitest';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { maySee, seenBy } from '#tickets/seen.ts';
import { sealSubject } from '#tickets/ticket-seal.ts';
import { ticketView } from '#tickets/ticket-view.ts';
import { aTicket } from '../support/a-ticket.ts';
import { aHouseKey } from '../support/keys.ts';
import { mira, otherShop, shop, wang, zhao } from '../support/people.ts';

const id = 'tkt_00000000000000000000000001';
const ticket = aTicket({ status: 'waiting', subject: sealSubject(aHouseKey, id, '杯子碎了') });
const shown = (actor: Actor) => ticketView(ticket, actor, aHouseKey);

describe('seeing a ticket', () => {
  it.each([
    ['its customer', wang, true],
    ['its customer under another id of theirs', { ...zhao, also: ['cus_zhao', 'cus_wang'] }, true],
    ['another customer', zhao, false],
    ['the app that opened it', shop, true],
    ['another app', otherShop, false],
    ['any agent', mira, true],
    ['a customer whose name is the app’s', { ...zhao, app: 'shop-app' }, false],
  ])('%s: %s', (_, actor, sees) => {
    expect(maySee(ticket, actor)).toBe(sees);
  });

  it('is refused in the same words for a foreign ticket and for none', () => {
    const words = [ticket, undefined].map((found) => {
      try {
        return seenBy(found, zhao);
      } catch (error) {
        return error;
      }
    });

    expect(words[0]).toEqual(words[1]);
    expect(words[0]).toMatchObject({ kind: 'missing' });
  });

  it('shows customers nothing of how the house works on it', () => {
    expect(shown(mira)).toMatchObject({ assigneeId: 'mira', pause: { reason: 'waitingCustomer' } });
    expect(Object.keys(shown(wang))).not.toEqual(expect.arrayContaining(['assigneeId']));
    expect(shown(wang)).not.toHaveProperty('pause');
    expect(shown(wang)).not.toHaveProperty('policy');
  });

  it('counts staff who are customers too as staff', () => {
    expect(isOutside({ ...wang, roles: ['customer', 'agent'] })).toBe(false);
  });
});
