import { createDecipheriv, hkdfSync } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openText, type Place, Sealed } from '#platform/personal/sealed.ts';
import { readAssembly } from '../../../infra/local/assembly.ts';
import type { House } from '../../../infra/local/house.ts';
import { journal } from '../../../infra/local/journal.ts';
import { kmsKeys } from '../../../infra/local/kms-keys.ts';
import { objects } from '../../../infra/local/s3-objects.ts';

/** Everything that opens with the keys that a folder still holds: what somebody reads who has the whole computer. */
export type Opened = {
  readonly texts: readonly { readonly place: string; readonly text: string | Uint8Array }[];
  readonly sealed: number;
  readonly keys: number;
  /** Keys that no row holds any more, and that the database's file still does. */
  readonly keysInFreedPages: number;
};

type Fields = Readonly<Record<string, unknown>>;
type Field = {
  readonly sealed: string;
  readonly name: string;
  readonly beside: Fields;
  /** The ids of what holds the field: what was said is sealed for the id of its message. */
  readonly ids: readonly string[];
  readonly pk: string;
  readonly sk: string;
};

export async function openWithRemainingKeys(
  folder: string,
  assembly: string,
  owners: readonly string[],
): Promise<Opened> {
  const kept = journal(folder);
  try {
    const urls = { api: '', issuer: '', gateway: '' };
    const house = {
      assembly: readAssembly(assembly, { region: 'eu-central-1', account: '000000000000', urls }),
      journal: kept,
    };
    const unwrap = unwrapping(house as unknown as House);
    const rows = rowsOf(folder);
    const { keys, freed } = await keysOf(folder, rows, unwrap, owners);
    const fields = [
      ...new Map(rows.flatMap(fieldsOf).map((field) => [`${field.pk} ${field.sk} ${field.sealed}`, field])).values(),
    ];
    const fromRows = fields.flatMap((field) => opened(field, keys));
    return {
      texts: [...fromRows, ...(await filesOf(folder, kept)), ...(await carvedFromJournal(folder))],
      ...{ sealed: fields.length, keys: keys.length, keysInFreedPages: freed },
    };
  } finally {
    kept.close();
  }
}

type Row = { readonly from: string; readonly item: Fields };

/** The rows of the tables, and every row that a stream of changes still tells of. */
function rowsOf(folder: string): Row[] {
  const database = new DatabaseSync(join(folder, 'table.db'));
  const names = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all()
    .map(({ name }) => String(name));
  const rows = names.flatMap((from): Row[] => {
    const columns = new Set(
      database
        .prepare(`PRAGMA table_info("${from}")`)
        .all()
        .map(({ name }) => String(name)),
    );
    const read = ['item_json', 'new_image', 'old_image'].filter((column) => columns.has(column));
    if (read.length === 0) return [];
    return database
      .prepare(`SELECT ${read.join(', ')} FROM "${from}"`)
      .all()
      .flatMap((row) =>
        read.flatMap((column) =>
          row[column] ? [{ from, item: plain(JSON.parse(String(row[column]))) as Fields }] : [],
        ),
      );
  });
  database.close();
  return rows;
}

/** An item of DynamoDB without the letters that tell its types. */
function plain(item: Fields): unknown {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, untyped(value as Fields)]));
}

function untyped(value: Fields): unknown {
  const [[type, inside] = []] = Object.entries(value);
  if (type === 'M') return plain(inside as Fields);
  return type === 'L' ? (inside as Fields[]).map(untyped) : inside;
}

const SEALED = /^v1\.[\w-]{38,}$/;

function fieldsOf({ item }: Row): Field[] {
  const [pk, sk] = [String(item['pk']), String(item['sk'])];
  const walk = (value: unknown, name: string, beside: Fields, ids: readonly string[]): Field[] => {
    if (typeof value === 'string') return SEALED.test(value) ? [{ sealed: value, name, beside, ids, pk, sk }] : [];
    if (Array.isArray(value)) return value.flatMap((one, nth) => walk(one, `${name}.${nth}`, beside, ids));
    if (typeof value !== 'object' || value === null) return [];
    const within = value as Fields;
    const known = typeof within['id'] === 'string' ? [...ids, within['id']] : ids;
    return Object.entries(within).flatMap(([key, one]) =>
      walk(
        one,
        /\.\d+$/.test(name) ? `${name}.${key}` : `${name || key}`.replace(/^.*$/, name ? `${name}/${key}` : key),
        within,
        known,
      ),
    );
  };
  return walk(item, '', item, []);
}

/** The names a field may have been sealed under: its own, or what its room calls it. */
function placesOf({ name, beside, ids, pk, sk }: Field): Place[] {
  const nth = /\.(\d+)\./.exec(name)?.[1];
  const attributes = [
    ...name.split(/[/.]/),
    ...(nth === undefined ? [] : [`file${nth}`]),
    ...(beside['index'] === undefined ? [] : [`contact.${String(beside['index'])}`]),
    ...['audit', 'values'],
  ];
  return [sk, '@customer', ...ids].flatMap((one) => attributes.map((attribute) => ({ pk, sk: one, attribute })));
}

type Key = { readonly owner: string; readonly bytes: Uint8Array };

function opened(field: Field, keys: readonly Key[]) {
  for (const { owner, bytes } of keys) {
    for (const place of placesOf(field)) {
      try {
        const text = openText(bytes, place, Sealed.parse(field.sealed));
        return [
          {
            place: `${field.pk.replace(/_.*/, '')} ${place.attribute.replace(/\..*/, '')}, key of ${owner === 'house' ? 'the house' : 'a person'}`,
            text,
          },
        ];
      } catch {
        // another key, or another place
      }
    }
  }
  return [];
}

type Unwrap = (owner: string, wrapped: string) => Uint8Array | undefined;

function unwrapping(house: House): Unwrap {
  const keys = kmsKeys(house);
  return (owner, wrapped) => {
    try {
      return keys.open(Buffer.from(wrapped, 'base64'), { purpose: 'personal', owner });
    } catch {
      return undefined;
    }
  };
}

const WRAPPED = /"B":"([A-Za-z0-9+/=]{80,})"/g;

async function keysOf(folder: string, rows: readonly Row[], unwrap: Unwrap, owners: readonly string[]) {
  const live = rows.filter(({ item }) => typeof item['wrapped'] === 'string');
  const keys = live.flatMap(({ item }): Key[] => {
    const owner = String(item['pk']).slice('key_'.length);
    const bytes = unwrap(owner, String(item['wrapped']));
    if (!bytes) return [];
    return [{ owner, bytes: owner === 'house' ? new Uint8Array(hkdfSync('sha256', bytes, '', 'seal', 32)) : bytes }];
  });
  const known = new Set(live.map(({ item }) => String(item['wrapped'])));
  const carved = new Set((await carve(folder, 'table.db', WRAPPED)).filter((wrapped) => !known.has(wrapped)));
  const freed = [...carved].flatMap((wrapped) =>
    owners.flatMap((owner): Key[] => {
      const bytes = unwrap(owner, wrapped);
      return bytes ? [{ owner, bytes }] : [];
    }),
  );
  return { keys: [...keys, ...freed], freed: freed.length };
}

/** What the bytes of a database file and its log hold, whether a row still holds it or not. */
async function carve(folder: string, name: string, pattern: RegExp): Promise<string[]> {
  const all: string[] = [];
  for (const file of [name, `${name}-wal`].map((one) => join(folder, one)).filter((one) => existsSync(one))) {
    let tail = '';
    for await (const part of createReadStream(file, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
      const text = tail + String(part);
      for (const [, one = ''] of text.matchAll(pattern)) all.push(one);
      tail = text.slice(-65_536);
    }
  }
  return all;
}

async function filesOf(folder: string, kept: ReturnType<typeof journal>) {
  const all = objects({ journal: kept, now: () => 0, folder });
  const buckets = new Set(kept.all<{ bucket: string }>('s3:object').map(({ value }) => value.bucket));
  const texts = [];
  for (const bucket of buckets) {
    for (const { key } of all.list(bucket)) {
      const body = (await all.get(bucket, key))?.body ?? Buffer.alloc(0);
      const place = `bucket ${key.split('/')[0]}/`;
      texts.push(
        { place, text: body },
        { place, text: Buffer.from(body.toString('latin1').replaceAll(/=?\r?\n/g, ''), 'latin1') },
      );
    }
  }
  return texts;
}

const IN_JOURNAL = /(sealed:[A-Za-z0-9+/]{38,}={0,2})/g;

/** Values of the journal, those it removed too, as far as its file still holds them whole. */
async function carvedFromJournal(folder: string) {
  const key = Buffer.from(readFileSync(join(folder, 'runtime.key'), 'utf8'), 'base64');
  const carved = new Set(await carve(folder, 'runtime.db', IN_JOURNAL));
  return [...carved].flatMap((sealed) => {
    const bytes = Buffer.from(sealed.slice('sealed:'.length), 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(-16));
      const text = decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
      return [{ place: 'journal', text }];
    } catch {
      return []; // a part of one
    }
  });
}
