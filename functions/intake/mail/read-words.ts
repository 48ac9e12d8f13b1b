import { decodeWords } from 'postal-mime';

const LABEL = /=\?[\w.:*+-]{1,60}\?([bq])\?/gi;
const OTHERS = ['utf-8', 'gb18030', 'big5'] as const;
const LOST = '\ufffd';

/** A header's encoded words as text (RFC 2047), read in another charset when the one they name does not fit. */
export function readWords(value: string): string {
  const text = decodeWords(value);
  if (!text.includes(LOST)) return text;
  for (const charset of OTHERS) {
    const other = decodeWords(value.replace(LABEL, `=?${charset}?$1?`));
    if (!other.includes(LOST)) return other;
  }
  return text;
}
