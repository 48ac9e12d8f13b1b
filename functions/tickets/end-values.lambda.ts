import { listen } from '#platform/jobs/listen.ts';
import { once } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { endValues } from './end-values.ts';
import { sealedValues } from './sealed-values.ts';

export const handler = listen({
  needs: once(() => ({ values: sealedValues({ table: live.table, keys: liveKeyring() }) })),
  run: endValues,
});
