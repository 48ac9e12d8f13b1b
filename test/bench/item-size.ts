import type { Item } from '../story/kept.ts';

/** The bytes of a value as DynamoDB counts them: UTF-8 text, bytes as they are, two digits a byte, three bytes for a list or map and one for each entry. */
function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).replace(/\D/g, '').length / 2) + 1;
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value)) return 3 + value.reduce((sum: number, one) => sum + 1 + valueBytes(one), 0);
  if (typeof value === 'object' && value !== null) return 3 + Object.keys(value).length + attributeBytes(value);
  return 1;
}

const attributeBytes = (attributes: object): number =>
  Object.entries(attributes).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

const unitsOf = (item: object) => Math.max(1, Math.ceil(attributeBytes(item) / 1024));

const INDEXES = [
  ['lookBucket', 'lookAt'],
  ['listKey', 'sortKey'],
  ['customerKey', 'sortKey'],
  ['orderKey', 'sortKey'],
  ['assigneeKey', 'sortKey'],
  ['numberKey', 'sortKey'],
] as const;

const places = (item: Item | undefined) =>
  INDEXES.map(([partition, sort]) =>
    item?.[partition] === undefined ? undefined : `${item[partition]} ${item[sort]}`,
  );

/** Entries written to the indexes: one to appear or to vanish, two to move. */
function indexEntries(before: Item | undefined, after: Item): number {
  const [left, entered] = [places(before), places(after)];
  return entered.reduce<number>((sum, place, index) => {
    if (place === left[index]) return sum;
    return sum + (place === undefined ? 0 : 1) + (left[index] === undefined ? 0 : 1);
  }, 0);
}

/** Write units of one put: a kilobyte a unit (the longer of old and new), twice in a transaction, and one for each index entry. */
export function leastWriteUnits(before: Item | undefined, after: Item, inTransaction: boolean): number {
  const units = Math.max(unitsOf(after), before ? unitsOf(before) : 0);
  return units * (inTransaction ? 2 : 1) + indexEntries(before, after);
}
