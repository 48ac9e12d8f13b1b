import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutReply } from '#intake/mail/cut-reply.ts';
import { readMail } from '#intake/mail/read-mail.ts';
import { repairCharset } from '#intake/mail/repair-charset.ts';
import { type Screened, screen } from '#intake/mail/screen.ts';
import { showHtml } from '#intake/mail/show-html.ts';
import { activeNodes } from '../intake/mail/active-nodes.ts';
import { changedMail } from './changed-mail.ts';
import { CHARSETS, wronglyLabelled } from './chinese-bodies.ts';
import { MAIL_BOMBS } from './mail-bombs.ts';
import { randomFrom } from './random.ts';
import { OWN, readOneMail } from './read-one-mail.ts';
import { filled, REPLY_CUTS, wanted } from './reply-cuts.ts';

const WHOLE = '../shared/samples';
const MANY = { bodies: 200, changed: 20_000, seconds: 120 } as const;
const AUTOMATIC: readonly string[] = ['bounce', 'autoReply', 'receipt', 'own', 'spam'];

const isThere = existsSync(WHOLE);
const mails = (pattern: string): string[] => globSync(pattern).toSorted();
const of = (part: number, all: number): string =>
  `${part} of ${all} (${((100 * part) / Math.max(1, all)).toFixed(1)} %)`;
const json = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** The rules of incoming mail on all samples there are, a line for each figure. */
export async function mailRules(): Promise<string[]> {
  return [
    isThere ? 'whole sets of samples' : `no whole sets at ${WHOLE}: the samples of the repository only`,
    ...(await bounces()),
    ...(await ordinary()),
    ...replies(),
    ...charsets(),
    ...attacks(),
    ...(await speed()),
    ...(await changes()),
    ...bombs(),
  ];
}

async function screened(file: string): Promise<Screened | undefined> {
  const read = await readMail(readFileSync(file));
  return read.ok ? screen(read.mail, OWN) : undefined;
}

/** The rules were made looking at every other bounce; the others tell how they do on mails never looked at. */
async function bounces(): Promise<string[]> {
  const files = mails(isThere ? `${WHOLE}/bounces/**/*.eml` : 'test/samples/bounces/*.eml');
  const [negatives, positives] = [
    files.filter((file) => /is-not-bounce/.test(file)),
    files.filter((file) => !/is-not-bounce/.test(file)),
  ];
  const found = await Promise.all(positives.map(screened));
  const wrong = (await Promise.all(negatives.map(screened))).filter((mail) => mail?.kind !== 'person').length;
  const half = (rest: number) => found.filter((_, nth) => nth % 2 === rest);
  const known = (some: typeof found) => of(some.filter((mail) => mail?.kind === 'bounce').length, some.length);
  return [
    `bounces known: ${known(found)}; of the half the rules were made on ${known(half(0))}, of the other ${known(half(1))}`,
    `bounces not taken for a person's mail: ${of(found.filter((mail) => mail && mail.kind !== 'person').length, found.length)}`,
    `bounces whose address was found: ${of(found.filter((mail) => mail?.bounced?.length).length, found.length)}`,
    `taken for a bounce or other machine's mail, of ${negatives.length} that are none: ${wrong}`,
  ];
}

async function ordinary(): Promise<string[]> {
  const files = mails(isThere ? `${WHOLE}/mime/**/*.eml` : 'test/samples/mime/*.eml');
  const isReport = (file: string) =>
    /message\/delivery-status|disposition-notification/i.test(readFileSync(file, 'latin1'));
  const kinds = await Promise.all(
    files.filter((file) => !isReport(file)).map(async (file) => (await screened(file))?.kind ?? 'quarantined'),
  );
  const count = (kind: string) => kinds.filter((found) => found === kind).length;
  return [
    `ordinary mails taken for a machine's: ${of(kinds.filter((kind) => AUTOMATIC.includes(kind)).length, kinds.length)}; lists ${count('list')}, no-reply senders ${count('verification')}, quarantined ${count('quarantined')}`,
  ];
}

function replies(): string[] {
  const file = (name: string) => (isThere ? `${WHOLE}/replies/crisp/${name}.txt` : `test/samples/replies/${name}.txt`);
  const all = Object.entries(REPLY_CUTS).filter(([name]) => existsSync(file(name)));
  const right = all.filter(([name, lines]) =>
    filled(readFileSync(file(name), 'utf8')).every((text) => cutReply(text).shown === wanted(text, lines)),
  );
  return [`replies cut right: ${of(right.length, all.length)}`];
}

function charsets(): string[] {
  return CHARSETS.map((charset) => {
    const random = randomFrom(11);
    const bodies = Array.from({ length: MANY.bodies }, () => wronglyLabelled(random, charset));
    const exact = bodies.filter(({ text, bytes, label }) => repairCharset(bytes, label) === text).length;
    return `${charset} under a wrong label read exactly: ${of(exact, bodies.length)}`;
  });
}

function attacks(): string[] {
  const cases = json<{ payload: string }[]>('test/samples/html/dompurify_cases.json').map(({ payload }) => payload);
  const strings = json<string[]>('test/samples/strings/blns.json');
  const active = (some: readonly string[]) => some.filter((html) => activeNodes(html).length > 0).length;
  const shown = (some: readonly string[]) => some.map((html) => showHtml(html, () => []));
  return [
    `active nodes in ${cases.length} attacks on HTML: ${active(shown(cases))} (before: ${active(cases)})`,
    `active nodes in ${strings.length} naughty strings: ${active(shown(strings))} (before: ${active(strings)})`,
  ];
}

const everyMail = () => mails(isThere ? `${WHOLE}/{mime,bounces}/**/*.eml` : 'test/samples/{mime,bounces}/*.eml');

async function speed(): Promise<string[]> {
  const took: number[] = [];
  for (const file of everyMail()) {
    const raw = readFileSync(file);
    const start = performance.now();
    await readOneMail(raw);
    took.push(performance.now() - start);
  }
  took.sort((one, other) => one - other);
  const at = (part: number) => (took[Math.floor((took.length - 1) * part)] ?? 0).toFixed(2);
  return [
    `read, screened and cut, ${took.length} mails: median ${at(0.5)} ms, 99 of 100 within ${at(0.99)} ms, slowest ${at(1)} ms`,
  ];
}

async function changes(): Promise<string[]> {
  const raws = everyMail().map((file) => readFileSync(file));
  const random = randomFrom(20_000);
  const until = performance.now() + MANY.seconds * 1_000;
  const outcomes = new Map<string, number>();
  let [done, slowest] = [0, 0];
  for (; done < MANY.changed && performance.now() < until; done += 1) {
    const raw = changedMail(random.oneOf(raws), random);
    const start = performance.now();
    const outcome = await readOneMail(raw).catch(() => 'crashed');
    slowest = Math.max(slowest, performance.now() - start);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  const told = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  return [`changed mails: ${done}, crashed ${outcomes.get('crashed') ?? 0}, slowest ${slowest.toFixed(1)} ms; ${told}`];
}

/** Each bomb in a process of its own, so that its memory is its own. */
function bombs(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-bombs-'));
  const reader = join(import.meta.dirname, 'read-one-mail.ts');
  const told = Object.entries(MAIL_BOMBS).map(([name, make]) => {
    const file = join(folder, 'bomb.eml');
    writeFileSync(file, make(), 'latin1');
    const { stdout, status } = spawnSync(process.execPath, [reader, file], { encoding: 'utf8', timeout: 30_000 });
    if (status !== 0) return `bomb, ${name}: CRASHED`;
    const { outcome, milliseconds, kilobytes } = JSON.parse(stdout) as Record<string, string | number>;
    return `bomb, ${name}: ${outcome}, ${Number(milliseconds).toFixed(0)} ms, ${(Number(kilobytes) / 1024).toFixed(0)} MB`;
  });
  rmSync(folder, { recursive: true });
  return told;
}

if (import.meta.main) process.stdout.write(`${(await mailRules()).join('\n')}\n`);
