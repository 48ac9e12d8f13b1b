import { careStore } from '#customers/care-store.ts';
import { liveCustomers } from '#customers/live-customers.ts';
import { heldCopy } from '#intake/copy/held-copy.ts';
import { callReader } from '#intake/spoken/call-reader.ts';
import { suppressions } from '#intake/suppression/suppression-store.ts';
import { toldReader } from '#notices/told.ts';
import { env } from '#platform/env.ts';
import { s3FileList } from '#platform/files/s3-file-list.ts';
import { s3Links } from '#platform/files/s3-links.ts';
import { api } from '#platform/http/endpoint.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { askedReader } from '#surveys/asked-reader.ts';
import { linkCopied } from './copied-file.ts';
import { mayCopy } from './may-copy.ts';
import { routes } from './routes.ts';

const needs = lazily(() => ({
  ...liveCustomers(),
  held: heldCopy({ table: live.table, keys: liveKeyring }),
  calls: callReader(live.table),
  suppressions: suppressions(live.table),
  told: toldReader(live.table),
  asked: askedReader(live.table),
  care: careStore(live.table),
  mayCopy: mayCopy({ table: live.table, keyring: liveKeyring }),
  list: s3FileList(env('files')),
  link: linkCopied({ links: s3Links(env('files')), clock: live.clock }),
}));

export { routes };

export const handler = api(live, needs, routes);
