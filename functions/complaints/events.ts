import type { ClockNote } from '#clocks/clock.ts';
import type { HouseEvent } from '#platform/events/event.ts';
import type { SolutionType } from './complaint.ts';

type OfComplaint<Type extends string> = HouseEvent & { readonly type: Type; readonly clocks?: readonly ClockNote[] };

export type SolutionOffered = OfComplaint<'SolutionOffered'> & {
  readonly solution: SolutionType;
  readonly number: number;
};
export type SolutionAccepted = OfComplaint<'SolutionAccepted'> & { readonly number: number };
/** Always told to the director, besides the class path, and to whoever offered it. */
export type SolutionRejected = OfComplaint<'SolutionRejected'> & {
  readonly number: number;
  readonly offeredBy?: string;
};
/** A dissatisfied one reopens the ticket and is told to the director (CMP-03). */
export type FollowUpRecorded = OfComplaint<'FollowUpRecorded'> & {
  readonly satisfied: boolean;
  readonly satisfaction: number;
};
/** Nobody can be asked any more. */
export type FollowUpCancelled = OfComplaint<'FollowUpCancelled'> & { readonly because: 'personErased' };

export type ComplaintEvent =
  | SolutionOffered
  | SolutionAccepted
  | SolutionRejected
  | FollowUpRecorded
  | FollowUpCancelled;
