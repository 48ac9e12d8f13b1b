import type { Customer } from '#customers/customer.ts';
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

/** The surveys a person may be asked in, and was. */
export function surveyPart(records: readonly Customer[], asked: AskedReader, at: Instant): Part {
  return ofEach(records, ({ id, createdAt }, after) =>
    one(async () => ({ surveys: await asked.of(id, createdAt, at) }))(after),
  );
}
