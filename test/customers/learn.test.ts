import { describe, expect, it } from 'vitest';
import type { Contact, Known } from '#customers/customer.ts';
import { type Given, learn } from '#customers/learn.ts';
import type { Recognition, Sighting, Step } from '#customers/recognise.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';
import { aCustomer, anIdentity, noon } from './some.ts';

const later = at('2026-03-03T12:00:00Z');
const phone = { kind: 'phone', index: 'phone-1', value: '+8613800138000' } as const;
const name = { value: '王女士', index: 'name-1' };
const known = aCustomer({ id: 'u-wang' });
const mailer = aCustomer({ id: 'cus_mailer', account: false, apps: ['desk'] });

type Wish = Partial<Omit<Given, 'contact'>> & { readonly contact?: Partial<Given['contact']> };

const given = (wish: Wish = {}): Given => ({
  ...{ values: [phone], id: 'cus_new', at: later, by: 'house' },
  ...wish,
  contact: { proven: true, language: 'zh-CN', ...wish.contact },
});

const unseen: Sighting = { kind: 'phone', index: 'phone-1' };
const anothers: Sighting = {
  ...unseen,
  onFile: { identity: anIdentity({ customerId: 'cus_mailer', proven: false, version: 7 }), owner: mailer },
};
const step = (does: Step['does'], sighting: Sighting = anothers): Step => ({ sighting, does });
const found = (wish: Partial<Recognition> = {}): Recognition => ({ absorbs: [], steps: [], suggestions: [], ...wish });

const aContact = (wish: Partial<Contact> = {}): Contact =>
  ({ kind: 'phone', index: 'phone-1', sealed: '', masked: '', proven: false, since: noon, ...wish }) as Contact;

describe('what follows from who was found', () => {
  it('is nothing when nothing is new', () => {
    expect(learn(given(), found({ known }))).toBeUndefined();
    expect(learn(given({ name }), found({ known: aCustomer({ name: name as never }) }))).toBeUndefined();
  });

  it('is a record of somebody new, of which the house is told', () => {
    const claimed = found({ steps: [step('claim', unseen)] });
    const learned = learn(given({ name, contact: { account: 'u-new', app: 'shop' }, id: 'u-new' }), claimed);

    expect(learned).toMatchObject({
      record: { id: 'u-new', account: true, apps: ['shop'], createdAt: later, version: 0, contacts: [] },
      name,
      contacts: [{ ...phone, proven: true, since: later }],
      identities: [{ index: 'phone-1', customerId: 'u-new', proven: true, version: 0 }],
      claims: [{ index: 'name-1', customerId: 'u-new', proven: false }],
      events: [{ type: 'CustomerAdded', customerId: 'u-new', account: true, at: later, by: 'house' }],
    });
  });

  it('is an id of the house for somebody without an account', () => {
    expect(learn(given(), found())?.record).toMatchObject({ id: 'cus_new', account: false, apps: [] });
  });

  it.each<[Step['does'], object, object[], object[]]>([
    ['prove', known, [{ customerId: 'cus_mailer', proven: true, version: 7 }], []],
    ['standBehind', known, [], [{ customerId: 'u-wang', proven: true }]],
    [
      'takeOver',
      known,
      [{ customerId: 'u-wang', proven: true, version: 7 }],
      [{ customerId: 'cus_mailer', proven: false }],
    ],
  ])('with a value that is on file to %s is whose it is now, and who claims it', (does, who, identities, claims) => {
    const learned = learn(given(), found({ known: who as Known, steps: [step(does)] }));

    expect(learned?.identities).toMatchObject(identities);
    expect(learned?.claims).toMatchObject(claims);
    expect([learned?.identities.length, learned?.claims.length]).toEqual([identities.length, claims.length]);
    expect(learned?.events).toEqual([]);
  });

  it.each([
    [0, later],
    [-1, undefined],
  ])('is when they were last in touch, once a day (%i minutes after the first one ended): %s', (minutes, last) => {
    const moment = plusMinutes(later, minutes);
    const learned = learn(given({ contact: { inTouch: true }, at: moment }), found({ known }));

    expect(learned?.record.lastContactAt).toBe(last);
  });

  it('takes a value whose owner was erased at the version it lies there', () => {
    const lapsed = step('claim', { ...unseen, lapsed: 3 });

    expect(learn(given(), found({ known, steps: [lapsed] }))?.identities).toMatchObject([{ version: 3 }]);
  });

  it.each([
    [true, true],
    [false, false],
  ])('notes on a contact it has that it is proven now (%s)', (proven, after) => {
    const contacts = [aContact(), aContact({ index: 'phone-2' })];
    const seen = found({ known: aCustomer({ contacts }), steps: [step('prove', unseen)] });
    const learned = learn(given({ contact: { proven } }), seen);

    expect(learned?.record.contacts.map((one) => one.proven)).toEqual([after, false]);
    expect(learned?.contacts).toEqual([]);
  });

  it('never takes proof back', () => {
    const seen = found({
      known: aCustomer({ contacts: [aContact({ proven: true })] }),
      steps: [step('prove', unseen)],
    });

    expect(learn(given({ contact: { proven: false } }), seen)?.record.contacts[0]?.proven).toBe(true);
  });

  it('is a name for a record without one, which only claims it', () => {
    const learned = learn(given({ name }), found({ known }));

    expect(learned).toMatchObject({ name, claims: [{ index: 'name-1', customerId: 'u-wang', proven: false }] });
    expect(learned?.identities).toEqual([]);
  });

  it.each([
    ['first names the account', known, 'u-wang', ['shop']],
    ['comes after another one', aCustomer({ apps: ['other'] }), 'u-wang', undefined],
    ['names no account', known, undefined, undefined],
    ['names an id of the house', aCustomer({ account: false }), 'cus_1', undefined],
  ])('is an app of theirs only for the one that %s', (_, who, account, apps) => {
    expect(learn(given({ contact: { account, app: 'shop' } }), found({ known: who }))?.record.apps).toEqual(apps);
  });

  it('joins those who are the same, one behind the other, and tells of each', () => {
    const caller = aCustomer({ id: 'cus_caller', account: false });
    const learned = learn(given(), found({ known, absorbs: [mailer, caller] }));

    expect(learned?.record.absorbed).toMatchObject([{ id: 'cus_mailer', apps: ['desk'] }, { id: 'cus_caller' }]);
    expect(learned?.merges.map(({ merged, event }) => [merged.mergedInto, event.type, event.by])).toEqual([
      ['u-wang', 'CustomersMerged', 'house'],
      ['u-wang', 'CustomersMerged', 'house'],
    ]);
  });
});
