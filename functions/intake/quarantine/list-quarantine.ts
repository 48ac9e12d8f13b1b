import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { openCursor, sealCursor } from '#platform/store/cursor.ts';
import type { QuarantineStore } from './quarantine-store.ts';
import { QuarantinedView, quarantinedView } from './quarantined-view.ts';

const MOST = 100;

export const ListQuarantineInput = {
  query: z.strictObject({
    state: z.enum(['waiting', 'released', 'discarded', 'any']).default('waiting'),
    'page[size]': z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(MOST))
      .default(25),
    'page[after]': z.string().max(2_000).optional(),
  }),
};

export const QuarantinePage = z.object({
  quarantined: z.array(QuarantinedView),
  meta: z.object({ hasMore: z.boolean(), afterCursor: z.string().optional() }),
});

type Needs = {
  readonly quarantine: QuarantineStore;
  readonly keyring: () => Keyring;
  readonly cursorSecret: () => Promise<string>;
};

/** What was set aside, newest first; what still waits unless asked otherwise. */
export const listQuarantine =
  ({ quarantine, keyring, cursorSecret }: Needs) =>
  async ({ query }: Call<typeof ListQuarantineInput>) => {
    const { state, 'page[size]': size, 'page[after]': cursor } = query;
    const [secret, house] = await Promise.all([cursorSecret(), keyring().house()]);
    const list = `quarantine ${state}`;
    const after = cursor === undefined ? undefined : z.string().parse(openCursor(secret, list, cursor));
    const page = await quarantine.list(state === 'any' ? undefined : state, size, after);
    const afterCursor = page.after === undefined ? undefined : sealCursor(secret, list, page.after);
    return ok({
      quarantined: page.items.map((one) => quarantinedView(one, house)),
      meta: { hasMore: afterCursor !== undefined, ...(afterCursor && { afterCursor }) },
    });
  };
