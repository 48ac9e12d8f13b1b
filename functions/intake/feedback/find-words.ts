/** The places of words in a text, the longest word first at each place, none inside another; capitals and wide letters do not matter. */
export type FoundWord<Kind extends string> = { readonly kind: Kind; readonly word: string; readonly at: number };

type Table<Kind extends string> = {
  /** The length of the longest word that begins with a letter. */
  readonly longest: ReadonlyMap<string, number>;
  readonly kinds: ReadonlyMap<string, Kind>;
};

/** A table to look words up in; of a word that stands under two kinds the first counts. */
export function wordTable<Kind extends string>(words: Readonly<Record<Kind, readonly string[]>>): Table<Kind> {
  const kinds = new Map<string, Kind>();
  for (const kind of Object.keys(words) as Kind[]) {
    for (const word of words[kind]) if (!kinds.has(plain(word))) kinds.set(plain(word), kind);
  }
  const longest = new Map<string, number>();
  for (const { 0: first = '', length } of kinds.keys()) longest.set(first, Math.max(length, longest.get(first) ?? 0));
  return { kinds, longest };
}

/** Two signs that stand for whole sentences, of eight and eighteen letters: a text of them would grow with it, and no word of ours is in them. */
const WHOLE_SENTENCES = /[\uFDFA\uFDFB]/g;

/** A text as words are looked for in it. */
export const plain = (text: string): string => text.replace(WHOLE_SENTENCES, ' ').normalize('NFKC').toLowerCase();

/** Takes at most as many steps as the text has characters, times the length of the longest word. */
export function findWords<Kind extends string>(text: string, { kinds, longest }: Table<Kind>): FoundWord<Kind>[] {
  const found: FoundWord<Kind>[] = [];
  for (let at = 0; at < text.length; ) {
    const word = longestAt(text, at, { kinds, longest });
    const kind = word && kinds.get(word);
    if (word && kind) found.push({ kind, word, at });
    at += word?.length ?? 1;
  }
  return found;
}

function longestAt<Kind extends string>(text: string, at: number, { kinds, longest }: Table<Kind>): string | undefined {
  const most = longest.get(text.charAt(at)) ?? 0;
  for (let length = Math.min(most, text.length - at); length > 0; length -= 1) {
    const word = text.slice(at, at + length);
    if (kinds.has(word) && isWhole(text, at, word)) return word;
  }
  return undefined;
}

const LATIN = /[a-z]/;

/** A word of Latin letters begins where a word begins; it may go on (`complain` in `complaining`). */
function isWhole(text: string, at: number, word: string): boolean {
  return !LATIN.test(word[0] ?? '') || !LATIN.test(text[at - 1] ?? '');
}
