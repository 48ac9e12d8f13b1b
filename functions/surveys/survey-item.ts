import { bucketOf, entity } from '#platform/store/entity.ts';
import { Invitation } from './invitation.ts';
import type { Quarter } from './quarter.ts';
import { Served, Survey } from './survey.ts';

export const servedIn = (quarter: Quarter, bucket: number) => `srv_${quarter}#${bucket}`;
export const servedKey = (quarter: Quarter, customerId: string) => ({
  pk: servedIn(quarter, bucketOf(customerId)),
  sk: `served#${customerId}`,
});
export const surveyKey = (quarter: Quarter) => ({ pk: `srv_${quarter}`, sk: '@survey' });
export const invitationKey = (id: string) => ({ pk: id, sk: '@invitation' });

export const servedEntity = entity<Served>({
  name: 'served',
  schema: Served,
  key: ({ quarter, customerId }) => servedKey(quarter, customerId),
});
export const surveyEntity = entity<Survey>({
  name: 'survey',
  schema: Survey,
  key: ({ quarter }) => surveyKey(quarter),
});
export const invitationEntity = entity<Invitation>({
  name: 'invitation',
  schema: Invitation,
  key: ({ id }) => invitationKey(id),
});
