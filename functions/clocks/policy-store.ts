import { eventWrite } from '#platform/events/timeline.ts';
import { expectSeen } from '#platform/http/expect-seen.ts';
import { expectVersion } from '#platform/http/expect-version.ts';
import type { Saving } from '#platform/http/keep-answers.ts';
import { Refusal } from '#platform/refusal.ts';
import { commit } from '#platform/store/commit.ts';
import { itemAt } from '#platform/store/item-at.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import { type Instant, plusMinutes, type Clock as Time } from '#platform/time/instant.ts';
import { type Policies, type Policy, referenceOf } from './policy.ts';
import { type ActivePolicy, activeEntity, activeKey, policyEntity, policyKey } from './policy-item.ts';
import { PRESETS } from './presets.ts';
import { type Publication, publish } from './publish-policy.ts';

/** The policies of the house: the presets stand before anybody publishes one. */
export type PolicyStore = Policies & {
  /** The policy for new tickets as it is now, and how many were published before. */
  current(): Promise<Publication>;
  /** Publishes the next version and puts it in force; refuses a caller who saw another one in force, or none. */
  publish(
    draft: Omit<Policy, 'version'>,
    published: { readonly by: string; readonly at: Instant },
    saving: Saving<Publication>,
  ): Promise<Publication>;
};

const KEPT_MINUTES = 5 / 60; // a new policy is in force everywhere within 5 seconds

const [DEFAULT] = PRESETS;
const UNPUBLISHED: ActivePolicy = {
  reference: referenceOf(DEFAULT),
  latest: Object.fromEntries(PRESETS.map(({ id, version }) => [id, version])),
  version: 0,
};

export function policyStore(table: () => Table, clock: Time): PolicyStore {
  // Published policies never change: each is read once, by whoever asks first.
  const known = new Map(PRESETS.map((policy) => [referenceOf(policy), Promise.resolve(policy)]));
  let kept: { readonly policy: Policy; readonly until: Instant } | undefined;

  const of = (reference: string): Promise<Policy> => {
    const found = known.get(reference) ?? read(table(), reference);
    known.set(reference, found);
    found.catch(() => known.delete(reference));
    return found;
  };
  const current = async (): Promise<Publication> => {
    const active = await readActive(table());
    return { active, policy: await of(active.reference) };
  };
  return {
    of,
    current,

    active: async () => {
      const now = clock();
      if (!kept || kept.until <= now) kept = { ...(await current()), until: plusMinutes(now, KEPT_MINUTES) };
      return kept.policy;
    },

    publish: (draft, published, saving) =>
      untilSaved(async () => {
        const active = await readActive(table());
        expectSeen(active.version, saving.expect);
        expectVersion(active.version, saving.expect, outdated);
        const { next, events } = publish(active, draft, published);
        const saved = { ...next, active: { ...next.active, version: active.version + 1 } };
        await commit(table(), [
          {
            put: activeEntity.toItem(saved.active),
            when: active.version === 0 ? 'absent' : { version: active.version },
          },
          { put: policyEntity.toItem({ policy: saved.policy }), when: 'absent' },
          ...events.map(eventWrite),
          ...saving.writes(saved),
        ]);
        kept = undefined;
        return saved;
      }),
  };
}

async function readActive(table: Table): Promise<ActivePolicy> {
  const item = await itemAt(table, activeKey);
  return item ? activeEntity.fromItem(item) : UNPUBLISHED;
}

async function read(table: Table, reference: string): Promise<Policy> {
  const item = await itemAt(table, policyKey(reference));
  if (!item) throw new Error(`There is no policy ${reference}`);
  return policyEntity.fromItem(item).policy;
}

const outdated = (now: { headers: { etag: string } }) =>
  new Refusal('outdated', 'policy.changed', 'The policy has changed since you read it', now);
