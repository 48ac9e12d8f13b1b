import { describe, expect, it } from 'vitest';
import type { Known } from '#customers/customer.ts';
import { identifying } from '#customers/identity.ts';
import { recognise, type Seen, type Sighting } from '#customers/recognise.ts';
import { aCustomer, anIdentity, noon } from './some.ts';

const withAccount = aCustomer({ id: 'u-wang' });
const other = aCustomer({ id: 'u-zhao' });
const mailer = aCustomer({ id: 'cus_mailer', account: false });
const caller = aCustomer({ id: 'cus_caller', account: false });

const sighted = (owner: Known, proven = true, index = 'phone-1'): Sighting => ({
  kind: 'phone',
  index,
  onFile: { identity: anIdentity({ index, customerId: owner.id, proven }), owner },
});
const unseen: Sighting = { kind: 'phone', index: 'phone-1' };

function recognised(seen: Partial<Seen>) {
  const { known, absorbs, steps, suggestions } = recognise({ proven: true, byAccount: false, sightings: [], ...seen });
  return {
    known: known?.id,
    absorbs: absorbs.map(({ id }) => id),
    steps: steps.map(({ does }) => does),
    suggestions,
  };
}

const nobody = { known: undefined, absorbs: [], steps: [], suggestions: [] };

describe('recognising a customer', () => {
  it('knows nobody who gives nothing', () => {
    expect(recognised({})).toEqual(nobody);
  });

  it('claims a value that was never seen for somebody new', () => {
    expect(recognised({ sightings: [unseen] })).toEqual({ ...nobody, steps: ['claim'] });
  });

  it('knows whoever proved the value that is proven now, and changes nothing', () => {
    expect(recognised({ sightings: [sighted(mailer)] })).toEqual({ ...nobody, known: 'cus_mailer' });
  });

  it.each([
    ['now', { proven: false, sightings: [sighted(mailer)] }, 'standBehind'],
    ['back then', { proven: true, sightings: [sighted(mailer, false)] }, 'takeOver'],
    ['ever', { proven: false, sightings: [sighted(mailer, false)] }, 'standBehind'],
  ])('only suggests who gave the same value when it was not proven %s', (_, seen, step) => {
    expect(recognised(seen)).toEqual({ ...nobody, steps: [step], suggestions: ['cus_mailer'] });
  });

  it('takes the account before any value', () => {
    const seen = { byAccount: true, named: withAccount, sightings: [sighted(other)] };

    expect(recognised(seen)).toEqual({
      ...nobody,
      known: 'u-wang',
      steps: ['standBehind'],
      suggestions: ['u-zhao'],
    });
  });

  it('takes a record without account into that of the account', () => {
    const seen = { byAccount: true, named: withAccount, sightings: [sighted(mailer)] };

    expect(recognised(seen)).toEqual({ ...nobody, known: 'u-wang', absorbs: ['cus_mailer'] });
  });

  it('takes it into a new account as well', () => {
    const sightings = [sighted(mailer), sighted(caller, true, 'phone-2')];

    expect(recognised({ byAccount: true, sightings })).toEqual({
      ...nobody,
      absorbs: ['cus_mailer', 'cus_caller'],
    });
  });

  it.each([
    ['one of them has an account already', { named: withAccount, sightings: [sighted(other)] }],
    ['neither has an account', { named: mailer, sightings: [sighted(caller)] }],
    ['it was not proven', { proven: false, named: withAccount, sightings: [sighted(mailer)] }],
    ['staff parted them', { named: aCustomer({ apart: ['cus_mailer'] }), sightings: [sighted(mailer)] }],
  ])('joins nobody when %s', (_, seen) => {
    const { absorbs, suggestions } = recognised({ byAccount: true, ...seen });

    expect(absorbs).toEqual([]);
    expect(suggestions).toEqual([seen.sightings[0]?.onFile?.owner.id]);
  });

  it('proves what was only given before, and says so once', () => {
    const seen = { byAccount: true, named: withAccount };

    expect(recognised({ ...seen, sightings: [sighted(withAccount, false)] }).steps).toEqual(['prove']);
    expect(recognised({ ...seen, sightings: [sighted(withAccount)] }).steps).toEqual([]);
    expect(recognised({ ...seen, proven: false, sightings: [sighted(withAccount, false)] }).steps).toEqual([]);
  });

  it('writes a contact that is shared with another down once', () => {
    const contact = { kind: 'phone', index: 'phone-1', sealed: '', masked: '', proven: true, since: noon } as const;
    const shared = aCustomer({ contacts: [contact as never] });

    expect(recognised({ byAccount: true, named: shared, sightings: [sighted(other)] })).toMatchObject({
      steps: [],
      suggestions: ['u-zhao'],
    });
  });

  it('keeps twenty contacts a customer and no more', () => {
    const contacts = Array.from({ length: 20 }, (_, each) => ({ index: `known-${each}` }) as never);

    expect(recognised({ byAccount: true, named: aCustomer({ contacts }), sightings: [unseen] }).steps).toEqual([]);
  });
});

describe('what identifies a customer', () => {
  it.each([
    [{ phone: '138 0013 8000' }, [{ kind: 'phone', value: '+8613800138000' }]],
    [{ phone: '+86-13800138000' }, [{ kind: 'phone', value: '+8613800138000' }]],
    [{ email: 'Wang.Li@Example.COM' }, [{ kind: 'email', value: 'wang.li@example.com' }]],
    [{ email: '王@例子.中国' }, [{ kind: 'email', value: '王@xn--fsqu00a.xn--fiqs8s' }]],
    [{ email: 'nobody' }, []],
    [{ email: '@example.com' }, []],
    [{ phone: 'call me' }, []],
    [
      { openId: 'oABC', externalId: { source: 'pos', id: '7' } },
      [
        { kind: 'openId', value: 'oABC' },
        { kind: 'externalId', value: 'pos\n7' },
      ],
    ],
    [{}, []],
  ])('of %j is written in one way', (given, values) => {
    expect(identifying(given)).toEqual(values);
  });
});
