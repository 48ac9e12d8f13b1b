import { KMSClient } from '@aws-sdk/client-kms';
import { env } from '#platform/env.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { type Keyring, keyring } from './keyring.ts';
import { kmsWrapping } from './kms-wrapping.ts';

/** The keys of everybody, as the entry points hand them to the actions. */
export const liveKeyring = lazily<Keyring>(() =>
  keyring({
    table: () => ({ name: env('keys'), client: live.table().client }),
    wrapping: kmsWrapping(new KMSClient({}), env('wrappingKey')),
    clock: live.clock,
  }),
);
