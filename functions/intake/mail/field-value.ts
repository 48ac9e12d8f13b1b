import { readWords } from './read-words.ts';
import { repairCharset } from './repair-charset.ts';

/** `text/plain; charset=gbk` taken apart: the value in lower case, each parameter under its name. */
export type FieldValue = { readonly value: string; readonly params: Readonly<Record<string, string>> };

const LONGEST = 10_000;
const MOST_PARAMS = 100;
const SECTION = /^([^*]+)\*(\d{1,3})?(\*)?$/; // RFC 2231: name*, name*0, name*0*
const PERCENT = /%([0-9a-f]{2})/gi;

export function fieldValue(text: string): FieldValue {
  const [value = '', ...rest] = pieces(text.slice(0, LONGEST));
  const params: Record<string, string> = Object.create(null);
  const sections = new Map<string, { nth: number; percent: boolean; text: string }[]>();
  for (const piece of rest.slice(0, MOST_PARAMS)) {
    const equals = piece.indexOf('=');
    if (equals < 1) continue;
    const name = piece.slice(0, equals).trim().toLowerCase();
    const content = piece.slice(equals + 1).replace(/^ +/, '');
    const [, whole, nth, percent] = SECTION.exec(name) ?? [];
    if (whole) {
      const found = sections.get(whole) ?? [];
      sections.set(whole, [...found, { nth: Number(nth ?? 0), percent: Boolean(percent) || !nth, text: content }]);
    } else params[name] ??= content;
  }
  for (const [name, found] of sections) params[name] = joined(found);
  return { value: value.trim().toLowerCase(), params };
}

/** A parameter for people, such as a file's name, whichever way its letters were wrapped. */
export const readableParam = (text: string | undefined): string | undefined => (text ? readWords(text) : undefined);

/** Cut at the semicolons that stand in no quotes; quotes are taken off, and the spaces around what they do not hold. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let piece = '';
  let spaces = '';
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index] ?? '';
    if (sign === '"') {
      quoted = !quoted;
      if (quoted && piece.endsWith('=')) spaces = '';
    } else if (quoted) piece += sign === '\\' ? (text[++index] ?? '') : sign;
    else if (sign === ';') {
      found.push(piece);
      piece = spaces = '';
    } else if (sign === ' ' || sign === '\t') spaces += sign;
    else {
      piece += (piece ? spaces : '') + sign;
      spaces = '';
    }
  }
  return [...found, piece];
}

function joined(sections: { nth: number; percent: boolean; text: string }[]): string {
  const inOrder = sections.toSorted((one, other) => one.nth - other.nth);
  const [first] = inOrder;
  const [charset, , ...begin] = first?.percent ? first.text.split("'") : [undefined, undefined, first?.text ?? ''];
  const bytes = inOrder.map(({ percent, text }, nth) => {
    const content = nth === 0 && begin.length > 0 ? begin.join("'") : text;
    return percent
      ? Buffer.from(
          content.replace(PERCENT, (_, hex: string) => byte(hex)),
          'latin1',
        )
      : Buffer.from(content);
  });
  return repairCharset(Buffer.concat(bytes), charset || 'utf-8');
}

const byte = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
