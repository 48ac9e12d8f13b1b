import { LISTS, type ListName, type Lists, type Part } from './piece.ts';

/** One page: Lambda answers 6 MB at the most, and API Gateway waits half a minute. */
export const PAGE = { bytes: 900_000, pieces: 250 };

/** Where a page begins: the part, and the place in it that was given last. */
export type Where = { readonly part: string; readonly after?: string | undefined };

export type CopyPage = { readonly lists: Required<Lists>; readonly next?: Where };

/**
 * A page of a copy and where the next one begins: every piece is on one page, in the order of the parts. A piece is never cut: a page
 * is larger than `bytes` only where one piece alone is.
 */
export async function copyPage(
  parts: Readonly<Record<string, Part>>,
  from: Where | undefined,
  { bytes, pieces } = PAGE,
): Promise<CopyPage> {
  const lists = Object.fromEntries(LISTS.map((name) => [name, []])) as unknown as Record<ListName, object[]>;
  let [size, count] = [0, 0];
  const names = Object.keys(parts);
  for (const part of names.slice(from ? names.indexOf(from.part) : 0)) {
    let where: Where = from?.part === part ? from : { part };
    for await (const { place, lists: added } of parts[part]?.(where.after) ?? []) {
      size += Buffer.byteLength(JSON.stringify(added));
      count += 1;
      if (count > 1 && (size > bytes || count > pieces)) return { lists, next: where };
      for (const name of LISTS) lists[name].push(...(added[name] ?? []));
      where = { part, after: place };
    }
  }
  return { lists };
}
