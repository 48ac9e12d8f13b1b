import * as z from 'zod';
import { OfCustomer } from '#customers/act.ts';
import { Alike, alikeTo } from '#customers/alike.ts';
import type { Audited } from '#customers/audit.ts';
import { type AuditNeeds, sealReason } from '#customers/audit-reason.ts';
import type { CustomerReader } from '#customers/customer-reader.ts';
import { seenBy } from '#customers/seen.ts';
import { asCustomer } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { PageMeta } from '#platform/http/list-page.ts';
import { ok, type Reply } from '#platform/http/reply.ts';
import { line } from '#platform/http/text.ts';
import { openCursor, sealCursor } from '#platform/store/cursor.ts';
import type { Instant } from '#platform/time/instant.ts';
import { CopiedFile } from './copied-file.ts';
import { copyPage } from './copy-page.ts';
import { foundBy } from './found-by.ts';
import type { MayCopy } from './may-copy.ts';
import { PARTS, type PartNeeds, partsOf } from './parts.ts';

const query = z.strictObject({ 'page[after]': z.string().max(4_000).optional() });

export const ExportInput = { path: OfCustomer, query };
export const ExportForInput = { path: OfCustomer, query, body: z.strictObject({ reason: line(200) }) };

const list = z.array(z.looseObject({}));

/**
 * What the house keeps of one person, in the clear, a page of it: records, tickets with their words and calls, what came in and
 * became no ticket, what they refused, were told and asked, who looked, and links to their files. A ticket with many messages goes on, under
 * its id, on the next page.
 */
export const Exported = z.object({
  customerId: z.string(),
  records: z.array(z.looseObject({ id: z.string() })),
  events: z.array(z.looseObject({ type: z.string() })),
  audit: z.array(z.looseObject({ what: z.string() })),
  tickets: z.array(z.looseObject({ id: z.string(), messages: list })),
  ...{
    feedback: list,
    conversations: list,
    setAside: list,
    automatic: list,
    refusals: list,
    notices: list,
    surveys: list,
  },
  files: z.array(CopiedFile),
  alike: z
    .array(Alike)
    .optional()
    .describe('who may be the same person, under another record: the privacy officer is told, on the first page'),
  meta: PageMeta,
});

type Needs = AuditNeeds &
  PartNeeds & {
    readonly door: CustomerReader;
    readonly cursorSecret: () => Promise<string>;
  };

const Where = z.object({ part: z.enum(PARTS), after: z.string().optional() });

/** A customer's own copy, begun so often a day at the most: of what only says it is from them, what they proved to be theirs. */
export const exportOwn =
  (needs: Needs & { readonly mayCopy: MayCopy }) =>
  async ({ path, query, actor }: Call<typeof ExportInput>) => {
    const { customers, mayCopy, clock } = needs;
    const { id } = await seenBy(await customers.known(path.customerId), asCustomer(actor), customers);
    await mayCopy(id, query['page[after]'] === undefined ? 'first' : 'next', clock());
    const reason = async () => ({ because: 'customerAsked' });
    return exported({ id, actor, after: query['page[after]'], reason, isOwn: true }, needs);
  };

/** The same for somebody who asked another way: with a reason. */
export const exportFor =
  (needs: Needs) =>
  async ({ path, query, body, actor }: Call<typeof ExportForInput>) => {
    const { id } = await needs.customers.known(path.customerId);
    const reason = async (one: string) => ({ reason: await sealReason(one, body.reason, needs) });
    return exported({ id, actor, after: query['page[after]'], reason, isOwn: false }, needs);
  };

type Asked = {
  readonly id: string;
  readonly actor: Call<typeof ExportInput>['actor'];
  readonly after: string | undefined;
  /** Why, as the chain of this record says it. */
  readonly reason: (id: string) => Promise<Pick<Audited, 'reason' | 'because'>>;
  readonly isOwn: boolean;
};

/** Every page stands on the chain of every record before it is answered. Who is joined or parted meanwhile begins again. */
async function exported(asked: Asked, needs: Needs): Promise<Reply> {
  const { customers, door, keyring } = needs;
  const { id, actor, after } = asked;
  const at = needs.clock();
  const ids = await door.everyOne(id);
  const known = await customers.records(ids);
  const records = ids.flatMap((one) => known.get(one) ?? []); // in one order, so that a page goes on where the one before ended
  const under = { indexes: await foundBy(records, customers, asked), isOwn: asked.isOwn };
  const [secret, house] = await Promise.all([needs.cursorSecret(), keyring().house()]);
  const name = `copy ${house.index('copy', JSON.stringify([actor.id, ids, under]))}`;
  const from = after === undefined ? undefined : Where.parse(openCursor(secret, name, after));
  await noteOn(ids, { ...asked, at }, needs);
  const { lists, next } = await copyPage(partsOf({ ids, records, under, actor, at }, needs), from);
  const alike = asked.isOwn || from ? {} : { alike: await alikeTo(records, customers) };
  return ok({ customerId: id, ...lists, ...alike, meta: metaOf(next && sealCursor(secret, name, next)) });
}

const metaOf = (afterCursor: string | undefined): z.infer<typeof PageMeta> =>
  afterCursor === undefined ? { hasMore: false } : { hasMore: true, afterCursor };

async function noteOn(ids: readonly string[], asked: Asked & { readonly at: Instant }, needs: Needs): Promise<void> {
  const { actor, after, at, reason } = asked;
  const of = after === undefined ? [] : ['nextPage'];
  for (const id of ids) await needs.audit.append(id, { at, by: actor.id, what: 'export', of, ...(await reason(id)) });
}
