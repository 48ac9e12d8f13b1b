import { isOfOthers, type Known } from './customer.ts';
import type { Identity, IdentityKind } from './identity.ts';
import { MOST_ABSORBED } from './merge.ts';

/** What a customer gave, by its blind index; `onFile` is whose it is, and the record that is theirs over every merge. */
export type Sighting = {
  readonly kind: IdentityKind;
  readonly index: string;
  readonly onFile?: { readonly identity: Identity; readonly owner: Known };
  /** A record that proved it too, behind an owner who is a customer of other apps: of the one that asks, or of none. */
  readonly behind?: Known | undefined;
  /** The version of an identity whose owner was erased: anybody's again. */
  readonly lapsed?: number;
};

export type Seen = {
  /** The app that speaks for them: it vouches for its own customers only. */
  readonly app?: string | undefined;
  /** Whoever vouches for the contact proved all of it. */
  readonly proven: boolean;
  /** An account was given, whether or not there is a record of it. */
  readonly byAccount: boolean;
  /** The record the account names, over every merge. */
  readonly named?: Known | undefined;
  readonly sightings: readonly Sighting[];
};

/** What becomes of one value: nobody's so far, proven now, taken from whoever never proved it, or another's. */
export type Step = { readonly sighting: Sighting; readonly does: 'claim' | 'prove' | 'takeOver' | 'standBehind' };

export type Recognition = {
  /** Whose record it is; without one they are new. */
  readonly known?: Known | undefined;
  readonly absorbs: readonly Known[];
  readonly steps: readonly Step[];
  /** Who may be the same: for people to decide. */
  readonly suggestions: readonly string[];
};

const MOST_CONTACTS = 20; // one item of the table holds them

/**
 * Who is meant: the account's record, else whoever proved a value that is proven now. What is not proven on both sides, or
 * belongs to another account or to a customer of other apps, is only suggested. A record with an account takes in those without one, unless staff parted them.
 */
export function recognise({ app, proven, byAccount, named, sightings }: Seen): Recognition {
  const matching = proven ? sightings.flatMap((sighting) => whoProved(sighting, app) ?? []) : [];
  const known = named ?? (byAccount ? undefined : matching[0]);
  const mayAbsorb = known ? known.account : byAccount;
  const room = MOST_ABSORBED - (known?.absorbed.length ?? 0);
  const absorbs = mayAbsorb ? unique(matching.filter((owner) => mayBeTakenIn(owner, known))).slice(0, room) : [];
  const family = new Set([known, ...absorbs].flatMap((one) => one?.id ?? []));
  const others = sightings.flatMap(({ onFile }) => (onFile && !family.has(onFile.owner.id) ? [onFile.owner.id] : []));
  return {
    known,
    absorbs,
    steps: sightings.flatMap((sighting) => stepOf(sighting, { app, proven, known, family }) ?? []),
    suggestions: [...new Set(others)],
  };
}

function whoProved({ onFile, behind }: Sighting, app: string | undefined): Known | undefined {
  if (onFile && isOfOthers(onFile.owner, app)) return behind;
  return onFile?.identity.proven ? onFile.owner : undefined;
}

function mayBeTakenIn(owner: Known, into: Known | undefined): boolean {
  if (owner.account || owner.id === into?.id) return false;
  return !into || !(owner.apart.includes(into.id) || into.apart.includes(owner.id));
}

type Here = Pick<Seen, 'app' | 'proven'> & {
  readonly known: Known | undefined;
  readonly family: ReadonlySet<string>;
};

function stepOf(sighting: Sighting, { app, proven, known, family }: Here): Step | undefined {
  const { index, onFile } = sighting;
  const kept = known?.contacts.find((contact) => contact.index === index);
  const step = (does: Step['does']): Step => ({ sighting, does });
  if (!kept && (known?.contacts.length ?? 0) >= MOST_CONTACTS) return undefined;
  if (!onFile) return step('claim');
  if (family.has(onFile.owner.id)) return proven && !onFile.identity.proven ? step('prove') : undefined;
  if (proven && !onFile.identity.proven && !isOfOthers(onFile.owner, app)) return step('takeOver');
  return !kept || (proven && !kept.proven) ? step('standBehind') : undefined;
}

const unique = (records: readonly Known[]) => [...new Map(records.map((one) => [one.id, one])).values()];
