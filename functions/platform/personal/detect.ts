import { accountsIn } from './find/accounts.ts';
import { addressesIn } from './find/addresses.ts';
import { announcedNamesIn } from './find/announced-names.ts';
import { documentsIn } from './find/documents.ts';
import { emailsIn } from './find/emails.ts';
import { fold } from './find/fold.ts';
import { ibansIn } from './find/ibans.ts';
import { knownNamesIn } from './find/known-names.ts';
import { namedAccountsIn } from './find/named-accounts.ts';
import { namedPhonesIn } from './find/named-phones.ts';
import { namesBeside } from './find/names-beside.ts';
import { numbersIn } from './find/numbers.ts';
import { type NumberForm, takeOrderNumbers } from './find/order-numbers.ts';
import { partedNumbersIn } from './find/parted-numbers.ts';
import { isFree, type Page, pageOf, type Span, take } from './find/span.ts';

/** Something personal in a text: where it stands there, and what it says without spaces and in one spelling. */
export type Found = Span;

export type DetectOptions = {
  /** The forms of the shop's own numbers, which stay: `SO-####` where `#` is a figure and `@` a letter. */
  readonly orderNumbers?: readonly NumberForm[];
  /** The customer's own names, found wherever they stand. */
  readonly names?: readonly string[];
};

const MOST_AT_ONCE = 200_000;

/**
 * Personal data in a text that anybody wrote, in the order it stands there: the shop's own numbers first, then what its form
 * makes sure, then what the words around it say. One pass for each kind; a text too long for one look is read in parts.
 */
export function detect(text: string, options: DetectOptions = {}): Found[] {
  const found: Found[] = [];
  for (let start = 0; start < text.length; ) {
    const end = endOfPart(text, start);
    for (const one of detectIn(text.slice(start, end), options)) {
      found.push({ ...one, start: one.start + start, end: one.end + start });
    }
    start = end;
  }
  return found;
}

/** A part ends with a line or a word if it can. */
function endOfPart(text: string, start: number): number {
  const most = start + MOST_AT_ONCE;
  if (text.length <= most) return text.length;
  const pause = Math.max(text.lastIndexOf('\n', most), text.lastIndexOf(' ', most));
  return pause > start + MOST_AT_ONCE / 2 ? pause : most;
}

function detectIn(text: string, { orderNumbers = [], names = [] }: DetectOptions): Found[] {
  const folded = fold(text);
  const page = pageOf(folded.text);
  takeOrderNumbers(page, orderNumbers);
  const found: Span[] = [];
  const add = (spans: readonly Span[]) => {
    for (const span of spans) if (claim(page, span)) found.push(span);
  };
  add(emailsIn(page));
  add(ibansIn(page));
  add(documentsIn(page));
  add(namedAccountsIn(page));
  add(numbersIn(page, orderNumbers.length > 0));
  add(partedNumbersIn(page));
  add(namedPhonesIn(page));
  add(accountsIn(page));
  add(knownNamesIn(page, names));
  add(addressesIn(page));
  add(announcedNamesIn(page));
  add(namesBeside(page, found));
  return found
    .toSorted((one, other) => one.start - other.start)
    .map((span) => ({ ...span, start: folded.origin(span.start).start, end: folded.origin(span.end - 1).end }));
}

/** What is found first is kept; nothing belongs to two. */
function claim(page: Page, span: Span): boolean {
  if (!isFree(page, span)) return false;
  take(page, span);
  return true;
}
