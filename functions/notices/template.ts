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
  'offerRejected',
  'dissatisfied',
  'workReopened',
  'customerNotTold',
  'careDue',
  'clockWarned',
  'clockReminded',
  'clockBreached',
  'clockEscalated',
]);

export const Template = z.enum([...CustomerTemplate.options, ...StaffTemplate.options]);
export type Template = z.infer<typeof Template>;

// A person of the house wrote what these bring.
const WRITTEN: readonly Template[] = ['replied', 'solutionOffered'];

/** Nobody wrote it: it is sent because something happened. */
export const isAutomatic = (template: Template): boolean => !WRITTEN.includes(template);

/** Somebody waits for its effect: a person said it, or did what it tells. */
export const isAnswer = (template: Template): boolean => !isAutomatic(template) || template === 'resolved';

/** It says that something arrived. */
export const isAcknowledgement = (template: Template): boolean => template === 'received' || template === 'reopened';

/** Whether it is about the customer's own matter, or something the house would like of them (C4). */
export const classOf = (template: Template): 'service' | 'commercial' =>
  template === 'surveyInvitation' ? 'commercial' : 'service';
