import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Page } from './cursor.ts';
import type { Entity } from './entity.ts';
import type { Table } from './table.ts';

/** The items of one kind that lie together, their keys beginning alike: they sort by what follows. */
export type Row<State> = { readonly pk: string; readonly begins: string; readonly entity: Entity<State> };

const PAGES_LOOKED_AT = 10; // a page of a rare kind may come short after this many, and says where to go on

const asked = (name: string, { pk, begins }: Pick<Row<unknown>, 'pk' | 'begins'>) => ({
  TableName: name,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :begins)',
  ExpressionAttributeValues: { ':pk': pk, ':begins': begins },
  ConsistentRead: true,
});

/** All of a row, in the order of its keys. */
export async function allOf<State>({ name, client }: Table, row: Row<State>): Promise<State[]> {
  const all: State[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, asked(name, row))) {
    all.push(...Items.map((item) => row.entity.fromItem(item)));
  }
  return all;
}

/** Those of a row that are wanted, newest first: a page of `size`, behind the key `after` that a page before ended at. */
export async function newestIn<State>(
  { name, client }: Table,
  { wants, ...row }: Row<State> & { readonly wants: (state: State) => boolean },
  size: number,
  after?: string,
): Promise<Page<State>> {
  const from = after !== undefined && { ExclusiveStartKey: { pk: row.pk, sk: after } };
  const pages = paginateQuery({ client, pageSize: size }, { ...asked(name, row), ScanIndexForward: false, ...from });
  const found: { readonly sk: string; readonly state: State }[] = [];
  let looked = 0;
  for await (const { Items = [], LastEvaluatedKey } of pages) {
    const states = Items.map((item) => ({ sk: String(item['sk']), state: row.entity.fromItem(item) }));
    found.push(...states.filter(({ state }) => wants(state)));
    looked += 1;
    if (!LastEvaluatedKey) break;
    if (found.length >= size) return cut(found, size);
    if (looked === PAGES_LOOKED_AT) return { ...cut(found, size), after: String(LastEvaluatedKey['sk']) };
  }
  return found.length > size ? cut(found, size) : { items: found.map(({ state }) => state) };
}

/** The first `size` of them, to go on behind the last of these. */
function cut<State>(found: readonly { readonly sk: string; readonly state: State }[], size: number): Page<State> {
  const page = found.slice(0, size);
  const last = page.at(-1);
  return { items: page.map(({ state }) => state), ...(last && { after: last.sk }) };
}
