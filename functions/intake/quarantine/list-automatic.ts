import * as z from 'zod';
import { type Noted, placeOfSender } from '#intake/receive/noted.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { listPage, PageMeta, pageQuery } from '#platform/http/list-page.ts';
import { ok } from '#platform/http/reply.ts';
import type { HouseKey, Keyring } from '#platform/personal/keyring.ts';
import { maskEmail } from '#platform/personal/mask-contact.ts';
import { Instant } from '#platform/time/instant.ts';
import type { QuarantineStore } from './quarantine-store.ts';

export const ListAutomaticInput = { query: z.strictObject(pageQuery(25)) };

/** A note as the API shows it: who sent the mail is masked, and `mail` is the file in the bucket that it came as. */
const AutomaticView = z.object({
  at: Instant,
  kind: z.string(),
  because: z.string(),
  bytes: z.int(),
  mail: z.string(),
  sender: z.string().optional(),
});

export const AutomaticPage = z.object({ automatic: z.array(AutomaticView), meta: PageMeta });

type Needs = {
  readonly quarantine: Pick<QuarantineStore, 'listAutomatic'>;
  readonly keyring: () => Keyring;
  readonly cursorSecret: () => Promise<string>;
};

/** The mails that the house took for a machine's and noted, newest first, as long as they are kept. */
export const listAutomatic =
  ({ quarantine, keyring, cursorSecret }: Needs) =>
  async ({ query }: Call<typeof ListAutomaticInput>) => {
    const [secret, house] = await Promise.all([cursorSecret(), keyring().house()]);
    const { size, after, meta } = listPage(secret, 'automatic mails', query);
    const page = await quarantine.listAutomatic(size, after);
    return ok({ automatic: page.items.map((one) => viewOf(one, house)), meta: meta(page.after) });
  };

function viewOf(one: Noted, house: HouseKey): z.infer<typeof AutomaticView> {
  const { at, kind, because, bytes, raw: mail, sender } = one;
  const address = sender && house.open(placeOfSender(one), sender);
  return { at, kind, because, bytes, mail, ...(address && { sender: maskEmail(address) }) };
}
