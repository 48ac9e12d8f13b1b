import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Runtime } from '../../../infra/local/runtime.ts';
import type { Canary } from './canary.ts';
import type { Person } from './cast.ts';
import type { Opened } from './remaining-keys.ts';
import type { Hit, Sieve } from './sieve.ts';
import type { Asked } from './speaker.ts';

/** Where canaries were looked for, how much there was, and what was found: never the canaries themselves. */
export type Finding = {
  readonly place: string;
  readonly permitted: boolean;
  readonly kind: string;
  readonly canary: Canary;
};
export type Scanned = {
  readonly what: string;
  readonly places: number;
  readonly bytes: number;
  readonly findings: Finding[];
};

const found = (place: string, hits: readonly Hit[], permitted = false): Finding[] =>
  hits.map(({ canary, as }) => ({ place, permitted, kind: `${canary.kind} of ${canary.channel}, ${as}`, canary }));

/** Every byte of every file below the folder. What was sent lies in the outbox: to the person themself it may name them. */
export async function scanFolder(folder: string, sieve: Sieve, people: readonly Person[]): Promise<Scanned> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const findings: Finding[] = [];
  let bytes = 0;
  for (const file of files) {
    bytes += statSync(file).size;
    const place = relative(folder, file);
    const named = found(place.startsWith('outbox') ? 'outbox' : place, sieve.inText(place));
    const look = sieve.stream();
    for await (const part of createReadStream(file)) named.push(...found(place, look(part as Buffer)));
    findings.push(...(place.startsWith('outbox') ? ofLetter(readFileSync(file, 'utf8'), named, people) : named));
  }
  return { what: 'files of the folder', places: files.length, bytes, findings };
}

function ofLetter(letter: string, findings: readonly Finding[], people: readonly Person[]): Finding[] {
  const to = /^To: (.*)$/m.exec(letter)?.[1] ?? '';
  const recipient = people.find(({ email, mobile }) => email === to || to.endsWith(mobile));
  return findings.map((one) => ({
    ...one,
    place: recipient ? 'outbox, to a customer' : 'outbox, to a colleague',
    permitted: recipient !== undefined && recipient.id === one.canary.person,
  }));
}

/** Every row the databases hold now: a value that lies over two pages of a file is whole here. */
export function scanRows(folder: string, sieve: Sieve): Scanned {
  const findings: Finding[] = [];
  let [places, bytes] = [0, 0];
  for (const file of ['table.db', 'runtime.db'].filter((name) => existsSync(join(folder, name)))) {
    const database = new DatabaseSync(join(folder, file));
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    for (const { name } of tables) {
      for (const row of database.prepare(`SELECT * FROM "${String(name)}"`).iterate()) {
        const text = JSON.stringify(Object.values(row), (_, value) =>
          value instanceof Uint8Array ? [...value] : value,
        );
        places += 1;
        bytes += text.length;
        findings.push(...found(`${file}, ${String(name)}`, [...sieve.inText(text), ...whole(row, sieve)]));
      }
    }
    database.close();
  }
  return { what: 'rows of the databases', places, bytes, findings };
}

const whole = (row: Record<string, unknown>, sieve: Sieve): Hit[] =>
  Object.values(row).flatMap((value) =>
    value instanceof Uint8Array ? sieve.in(value) : typeof value === 'string' ? sieve.inText(value) : [],
  );

/** A message that a function could not take waits here, whole: it was accepted, so it is not lost (docs/privacy.md). */
const WAITING = 'dead letters';

/** What the runtime itself tells whoever runs it. */
export function scanRuntime(runtime: Runtime, sieve: Sieve): Scanned {
  const windows = {
    logs: runtime.logs(),
    executions: runtime.executions(),
    [WAITING]: runtime.queues.list().flatMap(({ messages }) => messages),
    counts: [runtime.counts()],
  };
  const texts = Object.entries(windows).flatMap(([place, all]) =>
    all.map((one) => [place, typeof one === 'string' ? one : JSON.stringify(one)] as const),
  );
  return {
    what: 'logs, executions, dead letters',
    places: texts.length,
    bytes: texts.reduce((sum, [, text]) => sum + text.length, 0),
    findings: texts.flatMap(([place, text]) => found(place, sieve.inText(text), place === WAITING)),
  };
}

const CLEAR = /\/(reveal|export)(\?|$)/;

/** Every answer of the API. Whoever reveals or exports may read; whoever was refused hears at most what they sent. */
export function scanAnswers(answers: readonly Asked[], sieve: Sieve): Scanned {
  const findings = answers.flatMap(({ as, method, path, status, said }) => {
    const place = `${as.split(' ')[0]}: ${method} ${routeOf(path)} ${status}`;
    const hits = sieve.inText(said);
    const clear = CLEAR.test(path) && status < 300;
    return [...new Map(found(place, hits, clear).map((one) => [one.canary, one])).values()];
  });
  const bytes = answers.reduce((sum, { said }) => sum + Buffer.byteLength(said), 0);
  return { what: 'answers of the API', places: answers.length, bytes, findings };
}

const ACTS =
  /^(v1|tickets|customers|search|feedback|calls|visits|forms|challenge|contact|imports|conversations|messages|quarantine|release|timeline|clocks|export|reveal|erase|audit|consents|purchases|suggestions|merge|unmerge|take|replies|notes|solutions|accept|reject|reclassify|resolve|reopen|close|follow-up|pause|html|attachments|hooks|aliyun|reply|notices)$/;

const routeOf = (path: string) =>
  path
    .split('?', 1)[0]!
    .split('/')
    .map((part) => (part === '' || ACTS.test(part) ? part : '*'))
    .join('/');

/** Everything that was opened with keys. */
export function scanOpened(what: string, { texts }: Opened, sieve: Sieve): Scanned {
  const bytesOf = (text: string | Uint8Array) => (typeof text === 'string' ? Buffer.from(text) : text);
  return {
    ...{ what, places: texts.length },
    bytes: texts.reduce((sum, { text }) => sum + text.length, 0),
    findings: texts.flatMap(({ place, text }) => found(place, sieve.in(bytesOf(text)))),
  };
}
