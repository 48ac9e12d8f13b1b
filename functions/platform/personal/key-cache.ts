const KEPT_FOR_MS = 5 * 60_000; // a destroyed key lives on in memory for this long at most
const MOST_KEYS = 1_000;
const MOST_USES = 10_000;

type Kept = { readonly key: Uint8Array; readonly until: number; uses: number };

/** Data keys in memory: five minutes, a thousand people, ten thousand uses each. `now` in milliseconds. */
export function keyCache(now: () => number) {
  const kept = new Map<string, Kept>();
  return {
    get: (owner: string): Uint8Array | undefined => {
      const found = kept.get(owner);
      if (!found) return undefined;
      found.uses += 1;
      if (found.until > now() && found.uses <= MOST_USES) return found.key;
      kept.delete(owner);
      return undefined;
    },
    put: (owner: string, key: Uint8Array): Uint8Array => {
      const [oldest] = kept.keys();
      if (kept.size >= MOST_KEYS && oldest !== undefined) kept.delete(oldest);
      kept.set(owner, { key, until: now() + KEPT_FOR_MS, uses: 0 });
      return key;
    },
    drop: (owner: string): void => void kept.delete(owner),
  };
}
