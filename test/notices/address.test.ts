import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { address } from '#notices/address.ts';
import type { Telling } from '#notices/tell.ts';
import { NO_APP } from '#platform/auth/actor.ts';
import { Clear } from '#platform/personal/clear.ts';
import { aDirectory, aTicket, CONTACT } from './some.ts';

const ways = { mail: true, sms: true, lastResort: 'desk@example.com' };
const book = { ticket: aTicket(), contact: CONTACT, directory: aDirectory(), ways };

const customer: Telling = { to: { who: 'customer' }, template: 'received' };
const owner: Telling = { to: { who: 'owner' }, template: 'clockWarned' };
const role = (name: 'teamLeader' | 'supervisor' | 'director' | 'ceo', parts: object = {}): Telling => ({
  to: { who: 'role', role: name },
  template: 'clockBreached',
  ...parts,
});

const reached = (tellings: readonly Telling[], parts: object = {}) =>
  address(tellings, { ...book, ...parts }).map(({ personId, channel, address: where }) =>
    `${personId} ${channel} ${where?.text ?? ''}`.trim(),
  );

describe('addressing a customer', () => {
  it.each([
    ['web', {}, 'cus_li mail li@example.com'],
    ['email', {}, 'cus_li mail li@example.com'],
    ['phone', {}, 'cus_li sms +8613800000001'],
    ['sms', {}, 'cus_li sms +8613800000001'],
    ['phone', { phone: undefined }, 'cus_li mail li@example.com'],
    ['email', { email: undefined }, 'cus_li sms +8613800000001'],
    ['web', { email: undefined, phone: new Clear('01012345678') }, 'cus_li none'],
    ['web', { email: undefined, phone: undefined }, 'cus_li none'],
  ])('who came by %s and left %j chooses one way', (channel, left, way) => {
    expect(reached([customer], { ticket: aTicket({ channel }), contact: { ...CONTACT, ...left } })).toEqual([way]);
  });

  it.each([
    ['replied', {}, 'cus_li mail li@example.com'],
    ['solutionOffered', {}, 'cus_li mail li@example.com'],
    ['resolved', {}, 'cus_li mail li@example.com'],
    ['followUpComing', {}, 'cus_li mail li@example.com'],
    ['received', {}, 'cus_li mail li@example.com'],
    ['received', { forged: true }, 'cus_li none'],
    ['replied', { forged: true }, 'cus_li mail li@example.com'],
    ['surveyInvitation', {}, 'cus_li none'],
  ] as const)('sends %s to an address that a stranger named (%j): %s', (template, found, way) => {
    const ticket = aTicket({}, { proven: false, ...found });

    expect(reached([{ ...customer, template }], { ticket })).toEqual([way]);
    expect(address([{ ...customer, template }], { ...book, ticket })[0]?.stranger).toBe(true);
  });

  it('pays for no text message to a number that a stranger named but what a person says', () => {
    const parts = { ticket: aTicket({}, { proven: false }), contact: { ...CONTACT, email: undefined } };

    expect(reached([customer], parts)).toEqual(['cus_li none']);
    expect(reached([{ ...customer, template: 'replied' }], parts)).toEqual(['cus_li sms +8613800000001']);
  });

  it.each([
    [{ mail: false, sms: true }, 'cus_li sms +8613800000001'],
    [{ mail: true, sms: false }, 'cus_li mail li@example.com'],
    [{ mail: false, sms: false }, 'cus_li none'],
  ])('takes the next way where the deployment has %j', (has, way) => {
    expect(reached([customer], { ways: has })).toEqual([way]);
  });

  it.each([
    ['web', 'shop', true],
    ['app', 'shop', true],
    ['miniProgram', 'shop', true],
    ['chat', 'shop', true],
    ['email', 'shop', undefined],
    ['web', NO_APP, undefined],
  ])('who asked by %s of the app %j sees the answer there: %s', (channel, app, hasPlace) => {
    expect(address([customer], { ...book, ticket: aTicket({ channel, app }) })[0]?.hasPlace).toBe(hasPlace);
  });

  it('takes nothing from somebody of the house who has the same address', () => {
    const contact = { ...CONTACT, email: new Clear('mira@example.com') };

    expect(reached([customer, owner], { contact })).toEqual([
      'cus_li mail mira@example.com',
      'mira inApp',
      'mira mail mira@example.com',
    ]);
  });

  it('speaks their language', () => {
    expect(address([customer], { ...book, ticket: aTicket({}, { language: 'en' }) })[0]?.language).toBe('en');
  });
});

describe('an address', () => {
  it('shows in nothing that prints or stores whom a notice goes to', () => {
    const found = address([customer, owner], { ...book, ticket: aTicket({ status: 'assigned', assigneeId: 'mira' }) });

    expect(found.some(({ address: where }) => where !== undefined)).toBe(true);
    expect(`${JSON.stringify(found)}${inspect(found, { depth: 9, showHidden: true })}`).not.toContain('example.com');
  });
});

describe('addressing whoever holds the ticket', () => {
  it('reaches them on the desk and by mail', () => {
    expect(reached([owner])).toEqual(['mira inApp', 'mira mail mira@example.com']);
  });

  it('reaches them by text message as well once the promise is broken', () => {
    expect(reached([{ ...owner, level: 1 }])).toEqual([
      'mira inApp',
      'mira mail mira@example.com',
      'mira sms +8613800000002',
    ]);
  });

  it('reaches the team leader when nobody holds it', () => {
    const ticket = aTicket({ status: 'received', assigneeId: undefined });

    expect(reached([owner], { ticket })).toEqual(['theo inApp', 'theo mail theo@example.com']);
  });

  it('reaches the team leader when who holds it has left', () => {
    const [mira, theo] = aDirectory().people;
    const directory = aDirectory({ people: [{ ...mira, active: false }, theo] });

    expect(reached([owner], { directory })).toEqual(['theo inApp', 'theo mail theo@example.com']);
  });

  it('reaches the desk of somebody the directory does not know', () => {
    expect(reached([owner], { ticket: aTicket({ assigneeId: 'new' }) })).toEqual(['new inApp']);
  });
});

describe('addressing a role', () => {
  it('reaches everybody active who holds it', () => {
    const people = ['ann', 'bo', 'cy'].map((id) => ({ id, name: id, roles: ['teamLeader'], active: id !== 'bo' }));

    expect(reached([role('teamLeader')], { directory: aDirectory({ people }) })).toEqual(['ann inApp', 'cy inApp']);
  });

  it('reaches somebody with two of the roles once', () => {
    expect(reached([role('teamLeader'), role('supervisor')])).toEqual(['theo inApp', 'theo mail theo@example.com']);
  });

  it("reaches the role's address when nobody holds it, and says for whom", () => {
    expect(reached([role('director')])).toEqual(['fallback.director mail directors@example.com']);
    expect(address([role('director')], book)).toMatchObject([{ fallbackFor: 'director' }]);
  });

  it.each([
    ['a breach', { level: 1 }, ['fallback.ceo mail ceo@example.com', 'fallback.ceo sms +8613800000009']],
    ['a warning', {}, ['fallback.ceo mail ceo@example.com']],
  ])("reaches the role's phone too for %s", (_, level, expected) => {
    const fallbacks = { ceo: { email: 'ceo@example.com', phone: '13800000009' } };

    expect(reached([role('ceo', level)], { directory: aDirectory({ fallbacks }) })).toEqual(expected);
  });

  it('reaches the address of last resort once, when roles have neither people nor an address', () => {
    expect(reached([role('ceo'), role('director')], { directory: aDirectory({ fallbacks: {} }) })).toEqual([
      'fallback.house mail desk@example.com',
    ]);
  });

  it('is on record when there is no way at all', () => {
    expect(reached([role('ceo')], { ways: { mail: false, sms: false } })).toEqual(['fallback.ceo none']);
  });
});
