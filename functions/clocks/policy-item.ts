import * as z from 'zod';
import { entity } from '#platform/store/entity.ts';
import { Policy, referenceOf } from './policy.ts';

export const policyKey = (reference: string) => ({ pk: `policy_${reference}`, sk: '@policy' });

/** A published policy: written once, never changed. */
export const policyEntity = entity<{ policy: Policy }>({
  name: 'policy',
  schema: z.object({ policy: Policy }),
  key: ({ policy }) => policyKey(referenceOf(policy)),
});

/** Which policy new tickets get, and the latest version of every policy that was published; `version` counts the publications. */
export const ActivePolicy = z.object({
  reference: z.string(),
  latest: z.record(z.string(), z.string()),
  version: z.int().min(0),
});
export type ActivePolicy = z.infer<typeof ActivePolicy>;

export const activeKey = { pk: 'policy_active', sk: '@active' };

export const activeEntity = entity<ActivePolicy>({ name: 'activePolicy', schema: ActivePolicy, key: () => activeKey });
