import { itemsOf } from '#platform/store/items-of.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { invite } from './invitation.ts';
import { type Quarter, quartersFrom } from './quarter.ts';
import type { Served, Survey } from './survey.ts';
import { invitationEntity, invitationKey, servedEntity, servedKey, surveyEntity, surveyKey } from './survey-item.ts';

/** That a customer stood among those who may be asked in a quarter, for which ticket, and when they were asked. */
export type Asked = Pick<Served, 'quarter' | 'ticketId' | 'rememberedAt'> & { readonly invitedAt?: Instant };

/** Which surveys a customer belongs to. */
export type AskedReader = { of(customerId: string, from: Instant, to: Instant): Promise<Asked[]> };

export function askedReader(table: () => Table): AskedReader {
  return {
    of: async (customerId, from, to) => {
      const keys = quartersFrom(from, to).map((quarter) => servedKey(quarter, customerId));
      const served = (await itemsOf(table(), keys)).map((item) => servedEntity.fromItem(item));
      const invited = await invitations(table(), served);
      return served
        .map(({ quarter, ticketId, rememberedAt }) => {
          const invitedAt = invited.get(quarter);
          return { quarter, ticketId, rememberedAt, ...(invitedAt && { invitedAt }) };
        })
        .sort((one, other) => (one.quarter < other.quarter ? -1 : 1));
    },
  };
}

/** When those who were served were asked: the seed of each survey names their invitation. */
async function invitations(table: Table, served: readonly Served[]): Promise<Map<Quarter, Instant>> {
  const surveys = await itemsOf(
    table,
    served.map(({ quarter }) => surveyKey(quarter)),
  );
  const begun = new Map(
    surveys.map((item) => surveyEntity.fromItem(item)).map((one): [Quarter, Survey] => [one.quarter, one]),
  );
  const ids = served.flatMap((one) => {
    const survey = begun.get(one.quarter);
    return survey ? [invite(one, survey).id] : [];
  });
  const found = (await itemsOf(table, ids.map(invitationKey))).map((item) => invitationEntity.fromItem(item));
  return new Map(found.map(({ quarter, at }) => [quarter, at]));
}
