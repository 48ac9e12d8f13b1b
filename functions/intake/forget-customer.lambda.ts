import { env } from '#platform/env.ts';
import { s3Files } from '#platform/files/s3-files.ts';
import { s3Folders } from '#platform/files/s3-folders.ts';
import { listen } from '#platform/jobs/listen.ts';
import { once } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { forgetCustomer } from './forget/forget-customer.ts';
import { heldStore } from './forget/held-store.ts';

export const handler = listen({
  needs: once(() => ({
    held: heldStore(live.table),
    files: s3Files(env('files')),
    folders: s3Folders(env('files')),
  })),
  run: forgetCustomer,
});
