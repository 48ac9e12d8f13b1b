import { beforeAll, describe, expect, it } from 'vitest';
import { workOf } from '#intake/forms/proof-of-work.ts';
import type { Table } from '#platform/store/table.ts';
import { mira } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { solve } from './solve.ts';
import { waysIn } from './ways-in.ts';

let table: Table;
beforeAll(async () => {
  table = await aTable();
});

const LETTER = { email: 'wang@example.com', subject: '想问一下', text: '还有红色的吗？' };
/** An answer that is wrong for certain. */
const unsolved = (challenge: string) => {
  for (let answer = 0; ; answer += 1) if (workOf(challenge, String(answer)) === 0) return String(answer);
};
const lettersOf = async (house: ReturnType<typeof waysIn>) => house.house.all('ticket');
const countersOf = async (house: ReturnType<typeof waysIn>): Promise<Record<string, number>> =>
  Object.fromEntries((await house.house.all('counter')).map(({ pk, count }) => [pk, count]));
const aFreshHouse = async () => waysIn(await aTable());

describe('a letter through the form', () => {
  it('opens a ticket of somebody unproven, and tells its number alone', async () => {
    const house = await aFreshHouse();

    const { status, body } = await house.write(LETTER);
    const [ticket] = await lettersOf(house);

    expect([status, Object.keys(body).sort()]).toEqual([200, ['message', 'number']]);
    expect(String(ticket!['pk']).slice(-6).toUpperCase()).toBe(body['number']);
    expect(ticket).toMatchObject({
      channel: 'web',
      kind: 'enquiry',
      requester: { proven: false, email: 'w***@example.com' },
    });
  });

  it('is answered in the language it is written in', async () => {
    const house = await aFreshHouse();
    await house.write({ ...LETTER, subject: 'A question', text: 'Is there a red one?' });

    expect((await lettersOf(house))[0]).toMatchObject({ requester: { language: 'en' } });
  });

  it('with a telephone number for an order number is told so, and its challenge is good for the letter without it', async () => {
    const house = await aFreshHouse();
    const { status, body, challenge, answer } = await house.write({ ...LETTER, orderNumber: '13812345678' });
    const again = await house.send({ ...LETTER, challenge, answer });

    expect([status, body['errors']]).toMatchObject([400, [{ path: 'body.orderNumber', code: 'personal' }]]);
    expect(again.status).toBe(200);
    expect(JSON.stringify(await house.everything())).not.toContain('13812345678');
  });

  it('is taken once for a challenge: sent again it is answered the same, and opens nothing', async () => {
    const house = await aFreshHouse();
    const { challenge, answer, body } = await house.write(LETTER);

    const again = await house.send({ ...LETTER, challenge, answer });
    const others = await Promise.all([1, 2, 3].map(() => house.send({ ...LETTER, challenge, answer })));

    expect([again, ...others].map((one) => one.body)).toEqual(Array.from({ length: 4 }, () => body));
    expect(await lettersOf(house)).toHaveLength(1);
    expect((await house.house.all('seen')).map(({ as }) => as).sort()).toEqual(['message', 'spent']);
  });

  it('that is another one under a challenge that was used is refused, not lost', async () => {
    const house = await aFreshHouse();
    const { challenge, answer } = await house.write(LETTER);
    const other = { ...LETTER, text: '又一封' };
    const refused = await house.send({ ...other, challenge, answer });
    const taken = await house.write(other);

    expect([refused.status, refused.body['code']]).toEqual([422, 'form.other-letter']);
    expect(taken.status).toBe(200);
  });

  it('is taken once when it is sent three times at the same moment', async () => {
    const house = await aFreshHouse();
    const { body: task } = await house.get({ id: '', roles: [], app: '' }, '/v1/forms/challenge');
    const solved = { challenge: task['challenge'], answer: solve(task['challenge'], task['bits']) };

    const answers = await Promise.all(Array.from({ length: 3 }, () => house.send({ ...LETTER, ...solved })));
    const taken = answers.filter(({ status }) => status === 200);
    const others = answers.filter(({ status }) => status !== 200);
    const again = await house.send({ ...LETTER, ...solved });

    expect(new Set([...taken, again].map(({ body }) => body['number'])).size).toBe(1);
    expect(taken.length).toBeGreaterThan(0);
    expect(others.filter(({ body }) => body['code'] !== 'form.spent')).toEqual([]);
    expect(await lettersOf(house)).toHaveLength(1);
  });

  it('counts once for a challenge, however often that is sent, and nowhere but where it was refused', async () => {
    const house = await aFreshHouse();
    for (const nth of [1, 2, 3]) await house.write(LETTER, `203.0.113.${nth}`);
    const refused = await house.write(LETTER, '203.0.113.4');
    const counted = await countersOf(house);
    const { challenge, answer } = refused;
    const sent = { ...LETTER, email: 'li@example.com', challenge, answer };
    const again = await Promise.all(Array.from({ length: 20 }, (_, nth) => house.send(sent, `198.51.100.${nth}`)));

    expect(refused.status).toBe(429);
    expect(new Set(again.map(({ status, body }) => `${status} ${body['code']}`))).toEqual(new Set(['409 form.spent']));
    expect(await countersOf(house)).toEqual(counted);
    expect(counted['cap_form#house']).toBe(3);
  });

  it('counts once for a challenge that is sent many times at the same moment', async () => {
    const house = await aFreshHouse();
    const { body: task } = await house.get({ id: '', roles: [], app: '' }, '/v1/forms/challenge');
    const solved = { challenge: task['challenge'], answer: solve(task['challenge'], task['bits']) };
    await Promise.all(Array.from({ length: 20 }, (_, nth) => house.send({ ...LETTER, ...solved }, `203.0.113.${nth}`)));

    expect((await countersOf(house))['cap_form#house']).toBe(1);
  });

  it.each<[string, (solved: { challenge: string; answer: string }) => object]>([
    ['with a wrong answer', ({ challenge }) => ({ challenge, answer: unsolved(challenge) })],
    [
      'with a challenge that nobody gave',
      ({ answer }) => ({ challenge: `1.zzzzzzzz.chl_${'0'.repeat(26)}.${'a'.repeat(22)}`, answer }),
    ],
    ['with an easier challenge', ({ challenge }) => ({ challenge: challenge.replace(/^6\./, '0.'), answer: 'x' })],
    [
      'with a challenge that lasts longer',
      ({ challenge, answer }) => ({ challenge: challenge.replace(/^6\.\w/, '6.z'), answer }),
    ],
  ])('%s is refused with one word', async (_, forge) => {
    const house = waysIn(table);
    const { body: task } = await house.get({ id: '', roles: [], app: '' }, '/v1/forms/challenge');
    const solved = { challenge: task['challenge'], answer: solve(task['challenge'], task['bits']) };

    expect(await house.send({ ...LETTER, ...forge(solved) })).toMatchObject({
      status: 403,
      body: { code: 'form.unsolved' },
    });
  });

  it('comes within ten minutes of its challenge', async () => {
    const house = await aFreshHouse();
    const { body: task } = await house.get(mira, '/v1/forms/challenge');
    const solved = { challenge: task['challenge'], answer: solve(task['challenge'], task['bits']) };
    house.wait(10);

    expect((await house.send({ ...LETTER, ...solved })).body['code']).toBe('form.unsolved');
  });

  it.each<[string, (n: number) => [object, string], number]>([
    ['one address', (n: number) => [{ ...LETTER }, `203.0.113.${n}`], 3],
    [
      'one address in other letters',
      (n: number) => [{ ...LETTER, email: n % 2 ? 'WANG@example.com' : 'wang@Example.com' }, `203.0.113.${n}`],
      3,
    ],
    ['one telephone', (n: number) => [{ subject: '问', text: '问', phone: '138 0013 8000' }, `203.0.113.${n}`], 3],
    ['one sender', (n: number) => [{ ...LETTER, email: `a${n}@example.com` }, '203.0.113.1'], 10],
    ['one household', (n: number) => [{ ...LETTER, email: `a${n}@example.com` }, `2001:db8::${n}`], 10],
  ])('is counted: of %s only so many are taken in an hour', async (_, letter, most) => {
    const house = await aFreshHouse();
    const answers = [];
    for (let number = 1; number <= most + 2; number += 1) answers.push(await house.write(...letter(number)));
    house.wait(60);

    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: most }, () => 200), 429, 429]);
    expect(answers.at(-1)?.body['code']).toBe('form.too-many');
    expect(await lettersOf(house)).toHaveLength(most);
    expect((await house.write(...letter(1))).status).toBe(200);
  });

  it('is answered alike whether we know the address or not', async () => {
    const house = await aFreshHouse();
    await house.write(LETTER);

    const [known, unknown] = [await house.write(LETTER), await house.write({ ...LETTER, email: 'nobody@example.com' })];
    const shape = ({ status, body }: typeof known) => [status, { ...body, number: String(body['number']).length }];

    expect(shape(known)).toEqual(shape(unknown));
  });

  it('needs some way to be answered', async () => {
    const { email: _, ...letter } = LETTER;

    expect((await waysIn(table).write(letter)).body['errors']).toMatchObject([{ path: 'body.email' }]);
  });

  it('leaves nothing of whoever wrote it in the clear', async () => {
    const house = await aFreshHouse();
    await house.write({ ...LETTER, name: '王小芳', phone: '13800138000' }, '198.51.100.77');

    expect(JSON.stringify(await house.everything())).not.toMatch(/wang@example|13800138000|王小芳|198\.51\.100|红色/);
  });
});
