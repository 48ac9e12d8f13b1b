import { env } from '#platform/env.ts';
import { s3FileList } from '#platform/files/s3-file-list.ts';
import { s3Files } from '#platform/files/s3-files.ts';
import { listen } from '#platform/jobs/listen.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { forgetCustomer } from './forget/forget-customer.ts';
import { heldStore } from './forget/held-store.ts';

export const handler = listen({
  needs: lazily(() => ({
    held: heldStore(live.table),
    files: s3Files(env('files')),
    list: s3FileList(env('files')),
  })),
  run: forgetCustomer,
});
