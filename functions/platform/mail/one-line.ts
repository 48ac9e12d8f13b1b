// Control characters, the two Unicode line ends, and what turns the direction of reading.
const UNWANTED = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const SPACES = / {2,}/g;

/** Text for a header: one line, without what could start another header or show a person something else. */
export function oneLine(text: string, longest: number): string {
  const line = text.toWellFormed().replace(UNWANTED, ' ').replace(SPACES, ' ').trim();
  return Array.from(line.slice(0, longest * 2))
    .slice(0, longest)
    .join('')
    .trim();
}
