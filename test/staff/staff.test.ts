import { describe, expect, it } from 'vitest';
import { at } from '#platform/time/instant.ts';
import { holdersOf, NOBODY, StaffDirectory, StaffList } from '#staff/staff.ts';
import { keptFor30Seconds } from '#staff/staff-reader.ts';

const mira = { id: 'mira', name: 'Mira', roles: ['agent'] };
const faultsOf = (list: unknown) => StaffList.safeParse(list).error?.issues.map(({ path }) => path.join('.'));

describe('a staff directory', () => {
  it('has people who are active and read Chinese unless it says otherwise', () => {
    expect(StaffList.parse({ people: [mira] })).toEqual({
      people: [{ ...mira, active: true, language: 'zh-CN' }],
      fallbacks: {},
    });
  });

  it('keeps phone numbers as they are dialled from anywhere', () => {
    expect(StaffList.parse({ people: [{ ...mira, phone: '138 0000-0001' }] }).people[0]?.phone).toBe('+8613800000001');
  });

  it.each([
    ['two people share an id', { people: [mira, { ...mira, name: 'Mia' }] }, ['people.1.id']],
    ['somebody has no role', { people: [{ ...mira, roles: [] }] }, ['people.0.roles']],
    ['somebody is a customer', { people: [{ ...mira, roles: ['customer'] }] }, ['people.0.roles.0']],
    ['an address is none', { people: [{ ...mira, email: 'mira' }] }, ['people.0.email']],
    ['a name spans lines', { people: [{ ...mira, name: 'Mira\nBcc: x' }] }, ['people.0.name']],
    ['a fallback is for a role that is none', { people: [], fallbacks: { king: {} } }, ['fallbacks']],
    [
      'several things are wrong at once',
      {
        people: [
          { ...mira, phone: 'x' },
          { id: 'bo', roles: ['agent'] },
        ],
        fallbacks: { ceo: { email: 'x' } },
      },
      ['people.0.phone', 'people.1.name', 'fallbacks.ceo.email'],
    ],
  ])('is refused when %s, naming every field', (_, list, faults) => {
    expect(faultsOf(list)).toEqual(faults);
  });

  it('has room for 500 people and not one more', () => {
    const people = Array.from({ length: 501 }, (_, index) => ({ ...mira, id: `p${index}` }));

    expect(faultsOf({ people: people.slice(1) })).toBeUndefined();
    expect(faultsOf({ people })).toEqual(['people']);
  });

  it('knows who holds a role and has not left', () => {
    const people = [mira, { ...mira, id: 'bo', active: false }, { ...mira, id: 'cy', roles: ['teamLeader', 'agent'] }];

    expect(holdersOf(StaffDirectory.parse({ people, version: 1 }), 'agent').map(({ id }) => id)).toEqual([
      'mira',
      'cy',
    ]);
  });
});

describe('a directory kept in hand', () => {
  it('is read again after half a minute, not before', async () => {
    let now = at('2026-03-02T12:00:00Z');
    let version = 0;
    const reader = { directory: async () => ({ ...NOBODY, version: ++version }) };
    const kept = keptFor30Seconds(reader, () => now);

    expect((await kept.directory()).version).toBe(1);
    now = at('2026-03-02T12:00:29Z');
    expect((await kept.directory()).version).toBe(1);
    now = at('2026-03-02T12:00:30Z');
    expect((await kept.directory()).version).toBe(2);
  });
});
