import type { Customer } from '#customers/customer.ts';
import type { Under } from '#intake/copy/held-copy.ts';
import type { Suppressions } from '#intake/suppression/suppression-store.ts';
import type { ToldReader } from '#notices/told.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { AskedReader } from '#surveys/asked-reader.ts';
import { ofEach, one, type Part } from './piece.ts';

/** What a person was told, on which channel, and whether it arrived. */
export function noticePart(ids: readonly string[], told: ToldReader): Part {
  return ofEach(ids, async function* (id, after) {
    for await (const { place, value } of told.of(id, after)) yield { place, lists: { notices: [value] } };
  });
}

/** Why an address or number of theirs is not written to any more, or not with everything. */
export function refusalPart(
  records: readonly Customer[],
  { indexes }: Pick<Under, 'indexes'>,
  suppressions: Suppressions,
): Part {
  const contacts = records.flatMap((record) => (record.status === 'erased' ? [] : record.contacts));
  const theirs = new Map(contacts.flatMap((one) => (indexes.includes(one.index) ? [[one.index, one] as const] : [])));
  return ofEach([...theirs.values()], ({ kind, masked, index }, after) =>
    one(async () => {
      const { all, commercial, soft, version } = await suppressions.of(index);
      return version === 0 ? {} : { refusals: [{ kind, contact: masked, all, commercial, failedInARow: soft }] };
    })(after),
  );
}

/** The surveys a person may be asked in, and was. */
export function surveyPart(records: readonly Customer[], asked: AskedReader, at: Instant): Part {
  return ofEach(records, ({ id, createdAt }, after) =>
    one(async () => ({ surveys: await asked.of(id, createdAt, at) }))(after),
  );
}
