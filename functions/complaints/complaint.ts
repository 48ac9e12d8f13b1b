import * as z from 'zod';
import { Instant } from '#platform/time/instant.ts';

export const SolutionType = z.enum(['refund', 'exchange', 'repair', 'adjustment', 'other']);
export type SolutionType = z.infer<typeof SolutionType>;

/** The latest solution offered to the customer; `number` counts the offers from 1. */
const Offer = z.strictObject({
  number: z.int().min(1),
  type: SolutionType,
  at: Instant,
  decision: z.enum(['pending', 'accepted', 'rejected']),
  /** Who offered it. */
  by: z.string().optional(),
});

/** How satisfied the customer said to be when somebody asked; 5 is very satisfied (REC-02). */
const FollowUp = z.strictObject({ at: Instant, satisfied: z.boolean(), satisfaction: z.int().min(1).max(5) });

/** What the complaint was about (CLS-15). */
export const Category = z.enum(['serviceAttitude', 'process', 'productQuality', 'delivery', 'returns', 'other']);

/** What a ticket carries when it is a complaint (投诉). */
export const Complaint = z.strictObject({
  offer: Offer.optional(),
  followUp: FollowUp.optional(),
  category: Category.optional(),
});
export type Complaint = z.infer<typeof Complaint>;

/** A complaint may be resolved once its customer accepted a solution (PRO-07: no step is skipped). */
export function isAgreed({ offer }: Complaint): boolean {
  return offer?.decision === 'accepted';
}

const PHASES = { pending: 'solutionOffered', accepted: 'agreed', rejected: 'rejected' } as const;

/** Where the complaint stands (投诉状态), for people and lists. */
export function phaseOf({
  offer,
  followUp,
}: Complaint): 'accepted' | 'solutionOffered' | 'agreed' | 'rejected' | 'followedUp' {
  if (followUp) return 'followedUp';
  if (!offer) return 'accepted';
  return PHASES[offer.decision];
}
