export type PersonalKind =
  | 'mobile'
  | 'landline'
  | 'email'
  | 'idNumber'
  | 'bankCard'
  | 'passport'
  | 'address'
  | 'name'
  | 'account';

/** A piece of a text that is personal, and what it says without spaces and in one spelling. */
export type Span = {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
  readonly value: string;
};

/** A folded text while it is read: `taken` marks the letters that already belong to something. */
export type Page = { readonly text: string; readonly taken: Uint8Array };

/** A page of a text nothing of which is taken yet. */
export const pageOf = (text: string): Page => ({ text, taken: new Uint8Array(text.length) });

/** Marks the letters from `start` to before `end` as belonging to something. */
export const take = ({ taken }: Page, { start, end }: Pick<Span, 'start' | 'end'>): void => {
  taken.fill(1, start, end);
};

/** Whether none of the letters belongs to anything yet. */
export function isFree({ taken }: Page, { start, end }: Pick<Span, 'start' | 'end'>): boolean {
  for (let at = start; at < end; at++) if (taken[at]) return false;
  return true;
}
