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
  const { kind, stage, urgency, affectedCustomers, majorLoss } = grounds;
  const found: Judgement[] = [];
  for (const issueClass of SEVEREST_FIRST) {
    const { affectedFrom, orMajorLoss } = policy.classes[issueClass].impact;
    if (orMajorLoss && majorLoss) found.push({ class: issueClass, because: 'majorLoss' });
    if (affectedFrom > 1 && affectedCustomers >= affectedFrom) found.push({ class: issueClass, because: 'impact' });
  }
  if (stage === 'inSale' && urgency === 'urgent') found.push({ class: 'A', because: 'urgent' });
  found.push(...byKeywords(grounds.text, policy));
  found.push(kind === 'complaint' ? { class: 'B', because: 'complaint' } : { class: 'C', because: 'default' });
  return found.reduce((severest, next) => (next.class < severest.class ? next : severest));
}

function byKeywords(text: string, { keywords }: Policy): Judgement[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return keywords.flatMap(({ words, class: issueClass }) =>
    issueClass && words.some((word) => plain.includes(word.toLowerCase()))
      ? [{ class: issueClass, because: 'keyword' }]
      : [],
  );
}
