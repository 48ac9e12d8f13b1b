import PostalMime from 'postal-mime';
import type { Canary } from './canary.ts';
import type { Cast, Person } from './cast.ts';
import type { Finding, Scanned } from './scan.ts';
import { sieve } from './sieve.ts';
import type { Speaker } from './speaker.ts';

/** The records of people, by whoever finds them by their number, address or account. */
export async function customersOf({ ask }: Speaker, people: readonly Person[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { id, mobile, email } of people) {
    const ids = new Set<string>();
    for (const asked of [{ account: id }, { phone: mobile }, { email }]) {
      const { body } = await ask('privacyOfficer', 'POST', '/v1/customers/search', asked);
      for (const one of (body['customers'] as { id: string }[] | undefined) ?? []) ids.add(one.id);
    }
    if (ids.size > 0) found.set(id, [...ids]);
  }
  return found;
}

/** Everybody's own copy of what the house keeps of them, by person: every page, and every file it links to. */
export async function copiesOf(api: Speaker, customers: ReadonlyMap<string, readonly string[]>) {
  const copies = new Map<string, string>();
  for (const [person, ids] of customers) {
    const parts: string[] = [];
    for (const id of ids) parts.push(...(await copyOf(api, id)));
    copies.set(person, parts.join('\n'));
  }
  return copies;
}

type Page = {
  readonly meta: { readonly afterCursor?: string };
  readonly files: readonly { url: string; kind: string }[];
};

async function copyOf({ ask, answers }: Speaker, id: string): Promise<string[]> {
  const parts: string[] = [];
  for (let after = ''; ; ) {
    const path = `/v1/customers/${id}/export${after && `?page[after]=${after}`}`;
    const { status, body } = await ask('privacyOfficer', 'POST', path, { reason: 'asked by letter' });
    if (status !== 200) throw new Error(`A copy was refused: ${status}`);
    const { meta, files } = body as unknown as Page;
    parts.push(answers.at(-1)?.said ?? '');
    for (const { url, kind } of files) parts.push(...(await readFile(url, kind)));
    if (meta.afterCursor === undefined) return parts;
    after = meta.afterCursor;
  }
}

/** A file as whoever fetches it reads it; a mail as a mail program shows it. */
async function readFile(url: string, kind: string): Promise<string[]> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`A file of a copy was not there: ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (kind !== 'mail') return [bytes.toString()];
  const { subject, from, text, html, attachments } = await PostalMime.parse(bytes, { attachmentEncoding: 'utf8' });
  const files = attachments.map(({ filename, content }) => `${filename}\n${String(content)}`);
  return [bytes.toString(), JSON.stringify([subject, from]), text ?? '', html ?? '', ...files];
}

export type Compared = { readonly kept: number; readonly missing: readonly Finding[] };

/** Whatever opens anywhere of somebody who has a record must stand in their own copy. */
export function compareCopies(
  { findings }: Scanned,
  copies: ReadonlyMap<string, string>,
  { canaries }: Cast,
): Compared {
  const kept = [...new Map(findings.map((one) => [one.canary, one])).values()];
  const theirs = kept.filter(({ canary }) => copies.has(canary.person));
  const copied = new Map<string, ReadonlySet<Canary>>();
  for (const [person, copy] of copies) {
    const all = sieve(canaries.filter((canary) => canary.person === person));
    copied.set(person, new Set(all.inText(copy).map(({ canary }) => canary)));
  }
  return { kept: theirs.length, missing: theirs.filter(({ canary }) => !copied.get(canary.person)?.has(canary)) };
}
