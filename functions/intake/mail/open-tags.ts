const TAG = /<(\/?)([a-z][a-z0-9]{0,20})/gi;
const EMPTY: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'col', 'wbr', 'area', 'base']);

/** How many elements of a page are open at once, at most, read in one pass without a tree. */
export function openTags(html: string): number {
  const openOf = new Map<string, number>();
  let open = 0;
  let most = 0;
  for (const [, slash, written = ''] of html.matchAll(TAG)) {
    const name = written.toLowerCase();
    const before = openOf.get(name) ?? 0;
    if (EMPTY.has(name) || (slash && before === 0)) continue;
    const change = slash ? -1 : 1;
    openOf.set(name, before + change);
    open += change;
    most = Math.max(most, open);
  }
  return most;
}
