import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type MailHouse, mailHouse } from '../corpus/mail-house.ts';
import { aFile, aMail } from '../intake/a-mail.ts';
import type { Caller } from '../support/house.ts';
import { done } from './a-house.ts';

type File = { readonly file: string; readonly kind: string; readonly url: string; readonly expiresAt: string };
type Page = Readonly<Record<string, Record<string, unknown>[]>> & {
  readonly files: File[];
  readonly meta: { readonly hasMore: boolean; readonly afterCursor?: string };
};

const NUMBER = '13800138000';
const RECEIPT = 'JVBERi0xLjcg receipt of Mr Wang';

let house: MailHouse;
let [mira, shop, director, officer, wang]: Caller[] = [];
const copyOf = (id: string) => `/v1/customers/${id}/export`;

async function post(by: string, wish: Parameters<typeof aMail>[0], verdict?: string): Promise<void> {
  const to = `service@${house.domain}`;
  const mail = aMail({ from: `<${by}>`, to, ...wish, dmarc: undefined });
  const raw = Buffer.concat([Buffer.from(verdict ? `X-Local-Verdict: ${verdict}\r\n` : ''), mail]);
  await house.send({ from: by, to, raw });
  await house.runtime.settled();
}

/** One person by mail, telephone, conversation and review; `cus_<who>` to the shop. */
async function comesIn(who: string, phone: string): Promise<void> {
  const [email, customerId] = [`${who}@example.com`, `cus_${who}`];
  const requester = { customerId, name: who, phone, email, verified: true };
  const ask = (by: Caller, path: string, body: object) => done(house, by.post(path, body));
  await ask(shop!, '/v1/tickets', {
    ...{ kind: 'complaint', channel: 'web', subject: 'cup', body: `${who}: complains`, requester },
  });
  await post(email, { text: `${who}: writes`, messageId: `<1@${who}>`, parts: [aFile('receipt.pdf', RECEIPT)] });
  await post(email, { text: `${who}: is set aside`, messageId: `<2@${who}>` }, 'virus=fail');
  await post(email, { text: `${who}: away`, messageId: `<3@${who}>`, headers: ['Auto-Submitted: auto-replied'] });
  await ask(mira!, '/v1/calls', {
    ...{
      caller: { customerId, phone },
      agentNumber: who,
      startedAt: new Date(house.runtime.clock.now()).toISOString(),
    },
    ...{ waitSeconds: 5, durationSeconds: 60, recording: `rec-${who}.wav`, transcript: `${who}: calls` },
  });
  const review = { source: 'social', score: 5, at: '2026-03-01T10:00:00Z', externalId: who };
  await ask(shop!, '/v1/feedback', { items: [{ ...review, author: { customerId }, text: `很满意 ${who}: praises` }] });
}

beforeAll(async () => {
  house = await mailHouse(inject('assembly'));
  [mira, shop, director, officer, wang] = await Promise.all(
    ['agent', 'customerApp', 'director', 'privacyOfficer', 'customer'].map((role) => house.as(role)),
  );
  await comesIn('wang', NUMBER);
  await comesIn('zhao', '13900139000');
});
afterAll(() => house.stop());

const fetched = async ({ files }: Page) =>
  (await Promise.all(files.map(async ({ url }) => (await fetch(url)).text()))).join('\n');

describe("a customer's own copy", () => {
  it('holds what they brought on every way, and their files', async () => {
    const { status, body } = await wang!.get<Page>(copyOf('cus_wang'));
    const said = JSON.stringify(body['tickets']);

    expect(status).toBe(200);
    for (const words of ['wang: complains', 'wang: writes', 'wang: calls', 'rec-wang.wav', 'receipt.pdf'])
      expect(said).toContain(words);
    expect(body).toMatchObject({
      feedback: [{ text: '很满意 wang: praises', score: 5 }],
      setAside: [{ because: 'virus', sender: 'wang@example.com' }],
      automatic: [{ because: expect.any(String) }],
      meta: { hasMore: false },
    });
    expect(body['notices']!.map(({ template }) => template)).toContain('received');
    const files = await fetched(body);
    for (const words of ['wang: writes', 'wang: is set aside', 'wang: away', RECEIPT])
      expect(`${files}${Buffer.from(files).toString('latin1')}`).toContain(words);
  });

  it('holds nothing of another customer, who cannot take it either', async () => {
    const { body } = await wang!.get<Page>(copyOf('cus_wang'));
    const zhao = await house.as('customer', 'cus_zhao');

    expect(`${JSON.stringify(body)}${await fetched(body)}`).not.toContain('zhao');
    expect((await zhao.get(copyOf('cus_wang'))).status).toBe(404);
    expect((await zhao.post(copyOf('cus_wang'), { reason: 'mine' })).status).toBe(403);
    for (const staff of [mira!, director!]) {
      expect((await staff.post(copyOf('cus_wang'), { reason: 'curious' })).status).toBe(403);
    }
  });

  it('is fetched for a quarter of an hour, by links that name nobody', async () => {
    const asked = house.runtime.clock.now();
    const { body } = await wang!.get<Page>(copyOf('cus_wang'));
    const [{ url, expiresAt } = { url: '', expiresAt: '' }] = body.files;

    const lentAt = Date.parse(expiresAt) - 15 * 60_000;
    expect(lentAt).toBeGreaterThanOrEqual(asked);
    expect(lentAt).toBeLessThanOrEqual(house.runtime.clock.now());
    for (const file of body.files) expect(decodeURIComponent(file.url)).not.toMatch(/receipt|@example|1380/);
    expect((await fetch(url)).headers.get('content-disposition')).toMatch(/^attachment; /);
    await house.minutes(16);
    expect((await fetch(url)).status).toBe(403);
  });
});

describe('the copy of somebody with much', () => {
  it('comes in pages of less than a megabyte, everything once', async () => {
    const long = '杯'.repeat(8_000);
    const at = '2026-01-05T02:00:00Z';
    for (const nth of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const messages = Array.from({ length: 6 }, (_, n) => ({ at, from: 'customer', text: `m${nth}-${n} ${long}` }));
      const old = { externalId: { source: 'old', id: String(nth) }, kind: 'complaint', channel: 'email', openedAt: at };
      const requester = { customerId: 'cus_much', name: '赵敏', phone: '13700137000' };
      const items = [{ ...old, finishedAt: at, requester, subject: 'old', body: 'old', messages }];
      await done(house, director!.post('/v1/imports', { items }));
    }
    const texts: string[] = [];
    let pages = 0;
    for (let after = ''; ; pages += 1) {
      const answer = await officer!.post<Page>(`${copyOf('cus_much')}${after && `?page[after]=${after}`}`, {
        reason: 'by letter',
      });
      expect(answer.status).toBe(200);
      expect(Buffer.byteLength(JSON.stringify(answer.body))).toBeLessThan(1_000_000);
      const said = answer.body['tickets']!.flatMap((one) => one['messages'] as { text: string }[]);
      texts.push(...said.flatMap(({ text }) => (text.startsWith('m') ? [text.split(' ')[0]!] : [])));
      if (answer.body.meta.afterCursor === undefined) break;
      after = answer.body.meta.afterCursor;
    }

    expect(pages).toBeGreaterThan(0);
    expect(new Set(texts).size).toBe(48);
    expect(texts).toHaveLength(48);
    const { body } = await officer!.get<{ chains: { entries: { what: string }[] }[] }>('/v1/customers/cus_much/audit');
    expect(body.chains[0]!.entries.map(({ what }) => what)).toEqual(Array.from({ length: pages + 1 }, () => 'export'));
  });

  it('goes on for whoever began it only', async () => {
    const first = await officer!.post<Page>(copyOf('cus_much'), { reason: 'by letter' });
    const cursor = first.body.meta.afterCursor ?? '';

    expect((await officer!.post(`${copyOf('cus_wang')}?page[after]=${cursor}`, { reason: 'x' })).status).toBe(400);
    expect((await wang!.get(`${copyOf('cus_wang')}?page[after]=${cursor}`)).status).toBe(400);
  });
});

describe('a customer who takes copy after copy', () => {
  it('gets five a day, which stand on their chain, and a kind word', async () => {
    const zhao = await house.as('customer', 'cus_zhao');
    const taken = [];
    for (let nth = 0; nth < 7; nth += 1) taken.push((await zhao.get(copyOf('cus_zhao'))).status);
    const { status, body } = await zhao.get(copyOf('cus_zhao'), { 'accept-language': 'zh-CN' });
    const audit = await officer!.get<{ chains: { entries: unknown[] }[] }>('/v1/customers/cus_zhao/audit');

    expect(taken).toEqual([...Array(5).fill(200), 429, 429]);
    expect([status, body]).toMatchObject([
      429,
      { code: 'customer.copy-limit', detail: expect.stringMatching(/请明天再来/) },
    ]);
    expect(audit.body.chains[0]!.entries).toHaveLength(5);
    expect((await officer!.post(copyOf('cus_zhao'), { reason: '她来信索取' })).status).toBe(200);
  });
});
