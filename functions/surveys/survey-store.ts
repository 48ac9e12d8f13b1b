import { HOUSE } from '#platform/events/event.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import { BUCKETS } from '#platform/store/entity.ts';
import { isSaved } from '#platform/store/is-saved.ts';
import { itemAt } from '#platform/store/item-at.ts';
import { allOf } from '#platform/store/partition.ts';
import type { Table } from '#platform/store/table.ts';
import { type Invitation, invited } from './invitation.ts';
import type { Quarter } from './quarter.ts';
import type { Served, Survey } from './survey.ts';
import { invitationEntity, servedEntity, servedIn, surveyEntity, surveyKey } from './survey-item.ts';

/** Who was served in which quarter, and who is asked about it. */
export type SurveyStore = {
  /** Remembers a customer for the quarter; remembered already is as good. */
  remember(customer: Served): Promise<void>;
  /** Everybody remembered for the quarter. */
  servedIn(quarter: Quarter): Promise<Served[]>;
  find(quarter: Quarter): Promise<Survey | undefined>;
  /** Begins the survey of a quarter, or answers the one that somebody else began meanwhile. */
  begin(survey: Survey): Promise<Survey>;
  finish(survey: Survey): Promise<void>;
  /** Saves an invitation and tells the house, once. */
  invite(one: Invitation): Promise<void>;
};

export function surveyStore(table: () => Table): SurveyStore {
  const find: SurveyStore['find'] = async (quarter) => {
    const item = await itemAt(table(), surveyKey(quarter));
    return item && surveyEntity.fromItem(item);
  };
  return {
    find,
    remember: async (customer) => {
      await isSaved(table(), [{ put: servedEntity.toItem(customer), when: 'absent' }]);
    },
    servedIn: async (quarter) => {
      const buckets = Array.from({ length: BUCKETS }, (_, bucket) =>
        allOf(table(), { pk: servedIn(quarter, bucket), begins: 'served#', entity: servedEntity }),
      );
      return (await Promise.all(buckets)).flat();
    },
    begin: async (begun) => {
      const first = { ...begun, version: 1 };
      const isFirst = await isSaved(table(), [{ put: surveyEntity.toItem(first), when: 'absent' }]);
      return isFirst ? first : ((await find(begun.quarter)) ?? first);
    },
    finish: async ({ version, ...done }) => {
      const put = surveyEntity.toItem({ ...done, version: version + 1 });
      await isSaved(table(), [{ put, when: { version } }]);
    },
    invite: async (one) => {
      const put = invitationEntity.toItem(one);
      await isSaved(table(), [{ put, when: 'absent' }, eventWrite(invited(one, HOUSE), 0)]);
    },
  };
}
