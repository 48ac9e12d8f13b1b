import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { listPage, PageMeta, pageQuery } from '#platform/http/list-page.ts';
import { ok } from '#platform/http/reply.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import type { QuarantineStore } from './quarantine-store.ts';
import { Kind } from './quarantined.ts';
import { QuarantinedView, quarantinedView } from './quarantined-view.ts';

export const ListQuarantineInput = {
  query: z.strictObject({
    kind: Kind.default('aside'),
    state: z.enum(['waiting', 'released', 'discarded', 'any']).default('waiting'),
    ...pageQuery(25),
  }),
};

export const QuarantinePage = z.object({
  quarantined: z.array(QuarantinedView),
  meta: PageMeta,
});

type Needs = {
  readonly quarantine: QuarantineStore;
  readonly keyring: () => Keyring;
  readonly cursorSecret: () => Promise<string>;
};

/** What was set aside, newest first; what still waits and is no junk, unless asked otherwise. */
export const listQuarantine =
  ({ quarantine, keyring, cursorSecret }: Needs) =>
  async ({ query }: Call<typeof ListQuarantineInput>) => {
    const { kind, state } = query;
    const [secret, house] = await Promise.all([cursorSecret(), keyring().house()]);
    const { size, after, meta } = listPage(secret, `quarantine ${kind} ${state}`, query);
    const page = await quarantine.list(state === 'any' ? undefined : state, size, after, kind);
    return ok({
      quarantined: page.items.map((one) => quarantinedView(one, house)),
      meta: meta(page.after),
    });
  };
