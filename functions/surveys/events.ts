import type { HouseEvent } from '#platform/events/event.ts';

/** A customer was drawn for the survey of a quarter; the subject is the ticket they were served with. */
export type SurveyInvited = HouseEvent & {
  readonly type: 'SurveyInvited';
  readonly customerId: string;
  readonly quarter: string;
  readonly invitationId: string;
};
