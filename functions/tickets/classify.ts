import type { Policy } from '#clocks/policy.ts';
import type { IssueClass } from './ticket.ts';

/** What the class is judged by: what was written, how many it touches, how urgent it is (CLS-01, CLS-08). */
export type Grounds = {
  readonly kind: 'enquiry' | 'complaint' | 'feedback';
  readonly stage: 'preSale' | 'inSale' | 'afterSale';
  readonly urgency: 'urgent' | 'general';
  readonly text: string;
  readonly affectedCustomers: number;
  readonly majorLoss: boolean;
};

/** A class and the reason for it, as a word of ours (never the customer's). */
export type Judgement = { readonly class: IssueClass; readonly because: string };

const SEVEREST_FIRST = ['A', 'B', 'C'] as const;

/**
 * The severest class that impact, keywords or urgency give; else B for a complaint and C for the rest.
 * An urgent in-sale problem is A (domain §2.5).
 */
export function classify(grounds: Grounds, policy: Policy): Judgement {
  const { kind, stage, affectedCustomers } = grounds;
  const { urgency, majorLoss } = sharpened(grounds, policy);
  const found: Judgement[] = [];
  for (const issueClass of SEVEREST_FIRST) {
    const { affectedFrom, orMajorLoss } = policy.classes[issueClass].impact;
    if (orMajorLoss && majorLoss) found.push({ class: issueClass, because: 'majorLoss' });
    if (affectedFrom > 1 && affectedCustomers >= affectedFrom) found.push({ class: issueClass, because: 'impact' });
  }
  if (stage === 'inSale' && urgency === 'urgent') found.push({ class: 'A', because: 'urgent' });
  found.push(
    ...spoken(grounds.text, policy).flatMap(({ class: named }) =>
      named ? [{ class: named, because: 'keyword' }] : [],
    ),
  );
  found.push(kind === 'complaint' ? { class: 'B', because: 'complaint' } : { class: 'C', because: 'default' });
  return found.reduce((severest, next) => (next.class < severest.class ? next : severest));
}

/** Urgency and loss as asked, or as the words say (CLS-08, CLS-14): words make a ticket graver, never lighter. */
export function sharpened(
  { urgency, majorLoss, text }: Pick<Grounds, 'urgency' | 'majorLoss' | 'text'>,
  policy: Policy,
): Pick<Grounds, 'urgency' | 'majorLoss'> {
  const words = spoken(text, policy);
  return {
    urgency: words.some((word) => word.urgency === 'urgent') ? 'urgent' : urgency,
    majorLoss: majorLoss || words.some((word) => word.majorLoss === true),
  };
}

/** The rows of the keyword table that the text speaks of. */
function spoken(text: string, { keywords }: Policy): Policy['keywords'] {
  const plain = text.normalize('NFKC').toLowerCase();
  return keywords.filter(({ words }) => words.some((word) => plain.includes(word.toLowerCase())));
}

/** The department that handles a class (RTE-01 to RTE-04, X-09); whoever faces the customer stays in customer service. */
export function departmentOf(issueClass: IssueClass, { classes }: Policy): string {
  return classes[issueClass].departments[0] ?? '';
}
