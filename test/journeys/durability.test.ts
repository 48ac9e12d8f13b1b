import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Caller, callerWith } from '../support/house.ts';
import { COMPLAINT, clocksOf, path } from './a-house.ts';

type Mail = { to: string; subject?: string; text: string };
type Started = { url: string; said: string; as(role: string): Caller; kill(): Promise<void> };

const ROOT = join(import.meta.dirname, '../..');
const place = mkdtempSync(join(tmpdir(), 'kefu-durability-'));
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true });
});

/** Runs what `npm start` runs, and answers all it said until it was ready or gave up. */
function start(folder: string, ...more: string[]): { child: ChildProcess; said: Promise<string> } {
  const child = spawn(process.execPath, [join(ROOT, 'infra/local/start.ts'), '--data', folder, ...more], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const said = new Promise<string>((resolve) => {
    let text = '';
    const hear = (part: Buffer) => {
      text += part.toString();
      if (text.includes('Stop with Ctrl-C')) resolve(text);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', () => resolve(text));
  });
  return { child, said };
}

async function started(folder: string, port = 0): Promise<Started> {
  const { child, said } = start(folder, '--port', String(port));
  const text = await said;
  const url = /running at (http:\S+)/.exec(text)?.[1];
  if (!url) throw new Error(`Not started: ${text}`);
  const tokenOf = (role: string) => new RegExp(`^ {2}${role} \\(.*\\)\\n {4}(\\S+)$`, 'm').exec(text)?.[1] ?? '';
  return {
    url,
    said: text,
    as: (role) => callerWith(url, tokenOf(role)),
    kill: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const mails = async ({ url }: Started): Promise<Mail[]> =>
  (await callerWith(url, '').get<Mail[]>('/_local/outbox')).body;
const received = (all: readonly Mail[], number: string) =>
  all.filter(({ to, subject }) => to === `${number}@example.com` && subject?.includes('我们已收到'));
const moved = async ({ url }: Started, by: number) => {
  const { status } = await callerWith(url, '').post('/_local/clock', { by });
  expect(status).toBe(200);
};
const complaint = (number: string) => ({
  ...COMPLAINT,
  requester: { customerId: number, email: `${number}@example.com` },
});

describe('a house that is killed in the middle of its work', () => {
  const folder = join(place, '我的 客服');
  let before: Started;
  let beside: Started;
  let after: Started;
  let refused: string;
  const accepted: string[] = [];
  let quiet: string;

  beforeAll(async () => {
    mkdirSync(folder);
    before = await started(folder);
    const shop = before.as('customerApp');
    quiet = String((await shop.post('/v1/tickets', complaint('quiet'))).body['id']);
    await vi.waitUntil(async () => received(await mails(before), 'quiet').length === 1, { timeout: 300_000 });
    const second = start(folder, '--port', '0', '--fresh').said;
    const other = started(join(place, 'beside'), Number(new URL(before.url).port));
    [refused, beside] = await Promise.all([second, other]);

    const under = Array.from({ length: 12 }, async (_, number) => {
      const { status, body } = await shop.post('/v1/tickets', complaint(`busy${number}`));
      if (status === 201) accepted.push(String(body['id']));
      if (accepted.length === 6) await before.kill();
    });
    await Promise.allSettled(under);
    after = await started(folder);
  });

  it('begins again on the same folder, whatever its name, with every ticket it had accepted', async () => {
    const lena = after.as('complaintSpecialist');
    const found = await Promise.all([quiet, ...accepted].map((ticket) => lena.get(path(ticket))));

    expect(accepted.length).toBeGreaterThanOrEqual(6);
    expect(found.map(({ status }) => status)).toEqual(found.map(() => 200));
  });

  it('goes on with the clocks: each warning and each breach comes once', async () => {
    const lena = after.as('complaintSpecialist');
    const { status } = await lena.post(path(accepted[0]!, 'take'));
    expect(status).toBe(200);
    await moved(after, 9);

    for (const ticket of [quiet, ...accepted]) {
      expect(await clocksOf(lena, ticket)).toMatchObject({
        firstResponse: { state: 'running', warnedAt: expect.any(String) },
      });
    }
    const { body } = await lena.get<{ notices: { template: string; ticketId: string }[] }>('/v1/notices');
    expect(body.notices.filter(({ template }) => template === 'clockWarned').map(({ ticketId }) => ticketId)).toEqual([
      accepted[0],
    ]);
    await moved(after, 2);
    for (const ticket of [quiet, ...accepted])
      expect(await clocksOf(lena, ticket)).toMatchObject({ firstResponse: { level: 1 } });
  });

  it('tells nobody again what was told, and everybody what was not', async () => {
    const sent = await mails(after);
    const tickets = await Promise.all(accepted.map((ticket) => after.as('complaintSpecialist').get(path(ticket))));

    expect(received(sent, 'quiet')).toHaveLength(1);
    for (const { body } of tickets) {
      const { customerId } = body['requester'] as { customerId: string };
      // A mail that was on its way when the house died may come once more; none may be missing.
      expect([1, 2]).toContain(received(sent, customerId).length);
    }
  });

  it('was not touched by a second start on its folder, which said why', () => {
    expect(refused).toMatch(/我的 客服 is in use by another runtime \(process \d+\)/);
    expect(refused).not.toMatch(/ {4}at /);
    expect(existsSync(join(folder, 'assembly'))).toBe(true);
  });

  it('leaves another house beside it alone, on the next free port', async () => {
    expect(beside.url).not.toBe(before.url);
    expect(beside.said).toContain(
      `Port ${new URL(before.url).port} is taken; using ${new URL(beside.url).port} instead.`,
    );
    expect((await beside.as('complaintSpecialist').get(path(quiet))).status).toBe(404);
    expect((await beside.as('complaintSpecialist').get('/v1/tickets')).body).toMatchObject({ tickets: [] });
  });
});
