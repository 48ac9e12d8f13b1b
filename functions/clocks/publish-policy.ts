import type { Change } from '#platform/change.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { PolicyPublished } from './events.ts';
import { type Policy, referenceOf } from './policy.ts';
import { type ActivePolicy, activeKey } from './policy-item.ts';

export type Publication = { readonly active: ActivePolicy; readonly policy: Policy };

/** The next version of a policy (`V1.0` → `V1.1`), from now on the one for new tickets; those that are open keep theirs. */
export function publish(
  active: ActivePolicy,
  draft: Omit<Policy, 'version'>,
  { by, at }: { by: string; at: Instant },
): Change<Publication, PolicyPublished> {
  const policy: Policy = {
    ...draft,
    version: after(Object.hasOwn(active.latest, draft.id) ? active.latest[draft.id] : undefined),
  };
  const reference = referenceOf(policy);
  const edition = active.version + 1;
  const subject = activeKey.pk;
  return {
    next: { policy, active: { ...active, reference, latest: { ...active.latest, [policy.id]: policy.version } } },
    events: [{ id: `${subject}.${edition}.0`, type: 'PolicyPublished', subject, at, by, reference }],
  };
}

function after(version: string | undefined): string {
  const [major = '1', minor = '-1'] = version?.slice(1).split('.') ?? [];
  return `V${major}.${Number(minor) + 1}`;
}
