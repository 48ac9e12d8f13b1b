import { SENTENCES } from '../personal-sentences.ts';
import { randomFrom } from '../random.ts';
import { type Canary, type CanaryKind, mint } from './canary.ts';

/** Somebody whose every value is a canary. */
export type Person = {
  readonly id: string;
  readonly channel: string;
  readonly name: string;
  readonly mobile: string;
  readonly email: string;
};

export type Cast = {
  readonly canaries: readonly Canary[];
  readonly people: readonly Person[];
  /** Somebody new on a channel; `bounces` gives them an address that mail comes back from. */
  person(channel: string, wish?: { readonly bounces?: boolean; readonly latin?: boolean }): Person;
  /** A sentence or several that somebody says on their channel, each with a new canary of theirs. */
  says(person: Person, count?: number, kinds?: readonly CanaryKind[]): string;
  /** A new canary of theirs, bare. */
  value(person: Person, kind: CanaryKind): string;
};

const TOLD: readonly CanaryKind[] = ['idNumber', 'mobile', 'bankCard', 'email', 'address', 'chineseName', 'latinName'];
const SAID: Readonly<Record<CanaryKind, readonly string[]>> = {
  ...SENTENCES,
  chineseName: [
    '收货人：{}，别写错了',
    '我叫{}，上周在你们店里下的单',
    '联系人{}，他会在楼下等',
    '开票抬头写个人，姓名{}就可以',
  ],
  latinName: ['Consignee: {}, third floor', 'My name is {}, I ordered last week.'],
};

/** Draws people and what they say, the same from the same seed. */
export function castFrom(seed: number): Cast {
  const random = randomFrom(seed);
  const made = mint(random);
  const people: Person[] = [];
  let told = 0;
  const value: Cast['value'] = ({ id: person, channel }, kind) => made.make(kind, { person, channel }).text;
  return {
    canaries: made.all,
    people,
    person(channel, { bounces = false, latin = false } = {}) {
      const id = `cus_${String(people.length + 1).padStart(4, '0')}`;
      const of = { id, channel } as Person;
      const email = value(of, 'email');
      const person = {
        ...of,
        name: value(of, latin ? 'latinName' : 'chineseName'),
        mobile: value(of, 'mobile'),
        email: bounces ? `suppressionlist+${email.split('@')[0]}@simulator.amazonses.com` : email,
      };
      people.push(person);
      return person;
    },
    says(person, count = 1, kinds = TOLD) {
      return Array.from({ length: count }, () => {
        const kind = kinds[told++ % kinds.length]!;
        return random.oneOf(SAID[kind]).replace('{}', value(person, kind));
      }).join('\n');
    },
    value,
  };
}
