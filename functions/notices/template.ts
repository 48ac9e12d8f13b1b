import * as z from 'zod';

/** What a customer can be told. */
export const CustomerTemplate = z.enum([
  'received',
  'replied',
  'solutionOffered',
  'resolved',
  'followUpComing',
  'thanked',
  'reopened',
  'surveyInvitation',
]);

/** What the people of the house can be told. */
export const StaffTemplate = z.enum([
  'assigned',
  'customerReplied',
  'solutionRejected',
  'dissatisfied',
  'workReopened',
  'clockWarned',
  'clockReminded',
  'clockBreached',
  'clockEscalated',
]);

export const Template = z.enum([...CustomerTemplate.options, ...StaffTemplate.options]);
export type Template = z.infer<typeof Template>;
