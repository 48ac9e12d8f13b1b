import { describe, expect, it } from 'vitest';
import { carry, saveOrTakeBack } from '#intake/receive/carry.ts';
import { Refusal } from '#platform/refusal.ts';
import { memoryFiles } from '../memory-files.ts';

const parcel = {
  ...{ customerId: 'wang', mark: 'm', raw: Buffer.from('x'), mail: { html: '<p>', messageId: undefined } },
  kept: [{ name: 'a.pdf', type: 'application/pdf', bytes: Buffer.from('y') }],
};

const carriedTo = async (outcome: () => Promise<void>) => {
  const files = memoryFiles();
  await files.put('incoming/1', 'x', '');
  const carried = await carry(files, parcel);
  const ended = await saveOrTakeBack(files, { customerId: 'wang', carried }, outcome).catch((error: unknown) => error);
  return { ended, left: [...files.all.keys()] };
};

describe('what was carried for a message', () => {
  it('stays when the message is saved', async () => {
    const { left } = await carriedTo(async () => {});

    expect(left).toEqual(['incoming/1', 'raw/wang/m', 'people/wang/m/html', 'people/wang/m/0']);
  });

  it('is taken away when its ticket refuses it, as of somebody who was erased meanwhile', async () => {
    const refusal = new Refusal('conflict', 'person.erased', 'gone');
    const { ended, left } = await carriedTo(() => Promise.reject(refusal));

    expect(ended).toBe(refusal);
    expect(left).toEqual(['incoming/1']);
  });

  it('leaves the refusal as it is when it cannot be taken away', async () => {
    const refusal = new Refusal('conflict', 'person.erased', 'gone');
    const files = { remove: () => Promise.reject(new Error('the bucket is away')) };
    const carried = await carry(memoryFiles(), parcel);
    const ended = saveOrTakeBack(files, { customerId: 'wang', carried }, () => Promise.reject(refusal));

    await expect(ended).rejects.toBe(refusal);
  });

  it.each([new Error('a crash'), new Refusal('busy', 'store.busy', 'again')])(
    'stays when it is tried again: %s',
    async (passing) => {
      const { left } = await carriedTo(() => Promise.reject(passing));

      expect(left).toHaveLength(4);
    },
  );
});
