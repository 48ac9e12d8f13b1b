import { HOUSE } from '#platform/events/event.ts';
import type { NewId } from '#platform/ids.ts';
import type { HouseKey, Keyring } from '#platform/personal/keyring.ts';
import { commit } from '#platform/store/commit.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { appsOf, isMadeHere, isOfOthers, isReadOutside, type Known, lastPurchaseOf } from './customer.ts';
import { type CustomerReader, customerReader } from './customer-reader.ts';
import { type Indexed, identifying, normalName, type Value, type Values } from './identity.ts';
import { type Given, learn } from './learn.ts';
import { learnedWrites } from './learned-writes.ts';
import { lookUp } from './look-up.ts';
import { type Served, servedAs } from './profile.ts';
import { proversOf } from './provers-of.ts';
import { recognise } from './recognise.ts';
import { type Tale, toldBefore } from './told-before.ts';

/** Whoever turned up somewhere, as they say or as somebody vouches (`proven`). */
export type Contacted = Values & {
  /** The id of an account: an app's word, or the subject of a token. */
  readonly account?: string | undefined;
  /** The app that speaks for them; the record exists for it from then on if it is the first. */
  readonly app?: string | undefined;
  readonly name?: string | undefined;
  /** The id they get if nobody knows them, from what they brought: brought again after a failure, it finds them under it. */
  readonly newId?: string | undefined;
  /** Somebody of the house was told of them: told the same again, it is the same record, as long as nobody proved anything. */
  readonly told?: boolean;
  /** They turned up themselves just now: when that was last is kept, to the day (CUS-16). */
  readonly inTouch?: boolean;
  readonly proven: boolean;
  readonly language: Known['language'];
};

export type Recognised = {
  readonly customerId: string;
  readonly isNew: boolean;
  readonly profile: Served;
  /** Other customers who may be the same person. */
  readonly suggestions: readonly string[];
};

/** How other rooms come to a customer. */
export type CustomerDoor = CustomerReader & {
  /** Whose contact it is, over all channels; somebody unknown is written down. Refuses an account that was erased. */
  recognise(contact: Contacted, at: Instant): Promise<Recognised>;
  /** Everybody who proved a number or an address, over every merge: several where they share it. */
  whoProved(value: Pick<Values, 'phone' | 'email'>): Promise<readonly string[]>;
  /**
   * Whether what comes from there may stand on this customer's tickets: they proved that it is theirs, or no account and no app
   * reads those tickets. Else whoever named somebody else's address would be shown what is answered from it.
   */
  mayAnswerFrom(customerId: string, value: Pick<Values, 'phone' | 'email'>): Promise<boolean>;
};

type Needs = { readonly table: () => Table; readonly keyring: () => Keyring; readonly newId: NewId };

export function customerDoor({ table, keyring, newId }: Needs): CustomerDoor {
  const reader = customerReader(table);
  const whoProved: CustomerDoor['whoProved'] = async (value) => {
    const house = await keyring().house();
    const all = await Promise.all(identifying(value).map((one) => proversOf(table(), indexed(house, one).index)));
    return [...new Set(all.flat())];
  };
  return {
    ...reader,
    whoProved,
    mayAnswerFrom: async (customerId, value) => {
      const family = await reader.family(customerId);
      if (!family.some(isReadOutside)) return true;
      const provers = await whoProved(value);
      return family.some(({ id }) => provers.includes(id));
    },
    recognise: async (contact, at) => {
      const house = await keyring().house();
      const values = identifying(contact).map((value) => indexed(house, value));
      const account = contact.account !== undefined && !isMadeHere(contact.account) ? contact.account : undefined;
      const { name } = contact;
      const given = {
        contact: { ...contact, account },
        values,
        name: name === undefined ? undefined : { value: name, index: house.index('name', normalName(name)) },
        id: account ?? contact.newId ?? newId('customer'),
        at,
        by: HOUSE,
      };
      return untilSaved(async () => {
        const seen = await lookUp(table(), contact, values);
        if (seen.named && isForeign(seen.named, contact)) return knownAs(seen.named, contact, at);
        const again = isTold(contact) && !seen.named ? await toldBefore(table(), taleOf(given)) : undefined;
        const recognition = recognise({ ...seen, named: seen.named ?? again });
        const { suggestions, known } = recognition;
        const learned = learn(given, recognition);
        const saved = learned && learnedWrites(learned, await keyring().of(learned.record.id));
        if (saved) await commit(table(), saved.writes);
        const record = saved?.record ?? known;
        if (!record) throw new Error('Somebody was neither known nor written down');
        return { ...knownAs(record, contact, at), isNew: !known, suggestions };
      });
    },
  };
}

const isTold = ({ told = false, proven, account }: Contacted) => told && !proven && account === undefined;

const taleOf = ({ values, name }: Pick<Given, 'values' | 'name'>): Tale => ({
  indexes: values.map(({ index }) => index),
  name: name?.index,
});

/**
 * Whether this app names somebody who is not its own: that record neither learns from it nor is told of to it. Only an account that
 * no app named yet is anybody's to name.
 */
function isForeign(named: Known, { app, account }: Contacted): boolean {
  if (app === undefined || appsOf(named).includes(app)) return false;
  return isOfOthers(named, app) || !named.account || (account !== undefined && isMadeHere(account));
}

const knownAs = (record: Known, contact: Contacted, at: Instant): Recognised => ({
  customerId: record.id,
  isNew: false,
  profile: profileFor(contact, record, at),
  suggestions: [],
});

/** How they are served; a ticket of an app they do not exist for is handed to nobody at once, which would tell who looks after them. */
function profileFor({ app }: Contacted, record: Known, at: Instant) {
  const served = servedAs({ profile: record.profile, lastPurchaseAt: lastPurchaseOf(record) }, at);
  if (app === undefined || appsOf(record).includes(app)) return served;
  const { dedicatedContact: _theirs, ...rest } = served;
  return rest;
}

const indexed = (house: HouseKey, { kind, value }: Value): Indexed => ({
  kind,
  value,
  index: house.index(kind, value),
});
