import { describe, expect, it } from 'vitest';
import { eachOf } from '#platform/jobs/each-of.ts';

describe('doing something for each of many', () => {
  it('does it for every one, never more than so many at the same time', async () => {
    const done: number[] = [];
    let [running, most] = [0, 0];
    await eachOf([1, 2, 3, 4, 5, 6, 7], 3, async (one) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      done.push(one);
    });

    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('tries all of them, then says how many failed', async () => {
    const tried: number[] = [];
    const failing = eachOf([1, 2, 3, 4], 2, async (one) => {
      tried.push(one);
      if (one % 2 === 1) throw new Error(`odd ${one}`);
    });

    await expect(failing).rejects.toThrow('2 failed: Error: odd 1');
    expect(tried).toEqual([1, 2, 3, 4]);
  });
});
