import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { joinTexts } from '#intake/sms/join-texts.ts';
import { receiveSms } from '#intake/sms/receive-sms.ts';
import type { SmsReply } from '#platform/sms/heard-sms.ts';
import { noon } from '../clocks/some.ts';
import { aTable } from './a-table.ts';
import { anIntake } from './an-intake.ts';

let intake: ReturnType<typeof anIntake>;
beforeEach(async () => {
  intake = anIntake(await aTable());
});

const WORDS = ['我的杯子', '碎了，请', '换一个。'];
const FROM = '+8613812345678';

type Wish = { readonly reference?: string; readonly id?: string; readonly text?: string };

const aPart = (index: number, { reference = '7', id, text = WORDS[index - 1]! }: Wish = {}) =>
  ({
    ...{
      kind: 'reply',
      provider: 'gateway',
      id: id ?? `${reference}-${index}`,
      from: FROM,
      to: '1069',
      text,
      at: noon,
    },
    parts: { reference, index, count: 3 },
  }) satisfies SmsReply;
const receive = (reply: SmsReply) => receiveSms(intake.needs)(reply);
const sweep = () => joinTexts(intake.needs)();
const said = async () =>
  (await Promise.all((await intake.everyTicket()).map(intake.said))).flat().map(({ text }) => text);

describe('a long text message', () => {
  it('is one message when its last part comes, in whatever order and however often they do', async () => {
    const order = fc.shuffledSubarray([1, 2, 3, 1, 2, 3], { minLength: 6 });
    let reference = 0;
    await fc.assert(
      fc.asyncProperty(order, async (indexes) => {
        reference += 1;
        const before = (await said()).length;
        for (const index of indexes) await receive(aPart(index, { reference: `${reference}` }));
        expect((await said()).slice(before)).toHaveLength(1);
      }),
      { numRuns: 8 },
    );
    expect(new Set(await said())).toEqual(new Set([WORDS.join('')]));
  });

  it('is one message when all parts come at once', async () => {
    await Promise.all([1, 2, 3, 3].map((index) => receive(aPart(index))));

    expect(await said()).toEqual([WORDS.join('')]);
  });

  it('waits for its parts, which nobody can read meanwhile', async () => {
    await receive(aPart(1));
    await receive(aPart(2));
    await sweep();

    expect(await said()).toEqual([]);
    expect(JSON.stringify(await intake.all('smsParts'))).not.toMatch(/杯子|13812345678/);
  });

  it('is taken in as it came when a part stays away, once, with its gap', async () => {
    await receive(aPart(1));
    await receive(aPart(3));
    intake.wait(10);
    await Promise.all([sweep(), sweep()]);
    await sweep();

    expect(await said()).toEqual(['我的杯子…换一个。']);
  });

  it('loses no part that comes too late', async () => {
    await receive(aPart(1));
    intake.wait(10);
    await sweep();
    await receive(aPart(2));
    intake.wait(10);
    await sweep();

    expect((await said()).sort()).toEqual(['…碎了，请…', '我的杯子……']);
  });

  it('with the reference of one that never was whole does not join it', async () => {
    await receive(aPart(1));
    for (const index of [1, 2, 3]) await receive(aPart(index, { id: `again-${index}`, text: `${index}号` }));

    expect((await said()).sort()).toEqual(['1号2号3号', '我的杯子……']);
  });

  it('leaves nothing that says who sent it, nor anything to take in, once it was taken in', async () => {
    for (const index of [1, 2, 3]) await receive(aPart(index));
    intake.wait(10);
    await sweep();

    const [emptied] = await intake.all('smsParts');
    expect(emptied).not.toHaveProperty('from');
    expect(await said()).toHaveLength(1);
    expect(await intake.all('quarantined')).toEqual([]);
  });

  it('is lost nowhere when the house dies in the midst of it', async () => {
    const dying = { ...intake.needs, store: { ...intake.needs.store, save: () => Promise.reject(new Error('dead')) } };
    await receive(aPart(1));
    await expect(receiveSms(dying)(aPart(2))).rejects.toThrow('dead');
    await receive(aPart(2));
    const door = { ...intake.needs.tickets, open: () => Promise.reject(new Error('dead')) };
    await expect(receiveSms({ ...intake.needs, tickets: door })(aPart(3))).rejects.toThrow('dead');
    await receive(aPart(3));

    expect(await said()).toEqual([WORDS.join('')]);
  });

  it('refuses what is commercial as a short one does', async () => {
    await receive({ ...aPart(1), text: '退', parts: { reference: '9', index: 1, count: 2 } });
    await receive({ ...aPart(2), text: '订', parts: { reference: '9', index: 2, count: 2 } });

    expect(await said()).toEqual([]);
    expect(await intake.all('suppression')).toHaveLength(1);
  });
});
