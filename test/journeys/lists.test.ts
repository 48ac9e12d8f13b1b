import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, RunningHouse } from '../support/house.ts';
import { aHouse, done, opened, path } from './a-house.ts';

type Page = {
  tickets: { id: string; openedAt: string }[];
  meta: { hasMore: boolean; afterCursor?: string };
  links: { next?: string };
};
let house: RunningHouse;
let [shop, lena, tang]: Caller[] = [];
const named: Record<string, string> = {};

async function listed(by: Caller, query: string): Promise<string[]> {
  const { status, body } = await by.get<Page>(`/v1/tickets?${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  const names = new Map(Object.entries(named).map(([name, id]) => [id, name]));
  return body.tickets.map(({ id }) => names.get(id) ?? id);
}

beforeAll(async () => {
  house = await aHouse();
  [shop, lena, tang] = await Promise.all(
    ['customerApp', 'complaintSpecialist', 'teamLeader'].map((role) => house.as(role)),
  );
  named['phone'] = await opened(house, tang!, {
    channel: 'phone',
    orderNumber: 'SO-2',
    requester: { customerId: 'cus_li' },
  });
  await house.minutes(0.1); // deadlines are to the second, and these two must not share one
  named['many'] = await opened(house, shop!, { affectedCustomers: 500, requester: { customerId: 'cus_li' } });
  named['held'] = await opened(house, shop!, { channel: 'app', orderNumber: 'SO-2' });
  await done(house, lena!.post(path(named['held'], 'replies'), { text: '您好' }));
  named['done'] = await opened(house, shop!, { kind: 'enquiry', channel: 'app' });
  await done(house, lena!.post(path(named['done'], 'replies'), { text: '您好' }));
  await done(
    house,
    lena!.post(path(named['done'], 'resolve'), { cause: '不会用', result: '已发送使用说明', prevention: '补充说明书' }),
  );
});
afterAll(() => house.stop());

describe('the list of tickets', () => {
  it.each([
    ['', ['done', 'held', 'many', 'phone']],
    ['open=true', ['held', 'many', 'phone']],
    ['open=false', ['done']],
    ['status=inProgress', ['held']],
    ['status=resolved', ['done']],
    ['class=A', ['many']],
    ['assignee=lena', ['done', 'held']],
    ['customer=cus_li', ['many', 'phone']],
    ['order=SO-2', ['held', 'phone']],
    ['channel=app', ['done', 'held']],
    ['customer=cus_li&channel=phone', ['phone']],
    ['assignee=lena&open=true', ['held']],
    ['customer=cus_li&open=false', []],
    ['order=SO-2&status=closed', []],
    ['customer=nobody', []],
  ])('asked for with "%s" holds %j, newest first', async (query, tickets) => {
    expect(await listed(lena!, query)).toEqual(tickets);
  });

  it('is found by the number that messages name, in any case, and by nobody whose ticket it is not', async () => {
    const number = named['phone']!.slice(-6).toUpperCase();
    const [li, zhao] = await Promise.all(['cus_li', 'cus_zhao'].map((id) => house.as('customer', id)));
    const { body } = await lena!.get<{ tickets: { number: string }[] }>(`/v1/tickets?number=${number}`);

    expect(body.tickets.map((one) => one.number)).toEqual([number]);
    expect(await listed(lena!, `number=${number.toLowerCase()}`)).toEqual(['phone']);
    expect(await listed(li!, `number=${number}`)).toEqual(['phone']);
    expect(await listed(zhao!, `number=${number}`)).toEqual([]);
    expect(await listed(lena!, `number=${number}&status=closed`)).toEqual([]);
    expect((await lena!.get('/v1/tickets?number=FCX4K')).status).toBe(400);
  });

  it('asked for what is due soon holds the soonest promise first', async () => {
    expect(await listed(lena!, 'dueWithinMinutes=11')).toEqual(['phone', 'many']);
    expect(await listed(lena!, 'dueWithinMinutes=1500')).toEqual(['phone', 'many', 'done', 'held']);
    expect(await listed(lena!, 'dueWithinMinutes=11&class=A')).toEqual(['many']);
  });

  it('is read page by page without loss or repetition while new tickets come in', async () => {
    const expected = (await listed(lena!, 'page[size]=100')).length + 60;
    for (let bunch = 0; bunch < 6; bunch += 1) {
      await Promise.all(Array.from({ length: 10 }, () => opened(house, shop!, { channel: 'chat' })));
    }
    const seen: string[] = [];
    const queries = new Set<string>();
    let next: string | undefined = '/v1/tickets?page[size]=7';
    while (next !== undefined) {
      queries.add(next);
      const { body }: { body: Page } = await lena!.get<Page>(next);
      seen.push(...body.tickets.map(({ id }) => id));
      expect(body.meta.hasMore).toBe(body.links.next !== undefined);
      next = body.links.next;
      if (queries.size % 3 === 0) await opened(house, shop!, { channel: 'social' });
    }

    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(expected);
    expect(queries.size).toBe(Math.ceil(expected / 7) + Number(expected % 7 === 0));
  });

  it('goes through what is due soon in pages as well', async () => {
    const all = await listed(lena!, 'dueWithinMinutes=1500&page[size]=100');
    const seen: string[] = [];
    let next: string | undefined = '/v1/tickets?dueWithinMinutes=1500&page[size]=20';
    while (next !== undefined) {
      const { body }: { body: Page } = await lena!.get<Page>(next);
      seen.push(...body.tickets.map(({ id }) => id));
      next = body.links.next;
    }

    expect(seen).toHaveLength(all.length);
    expect(new Set(seen).size).toBe(all.length);
  });
});
