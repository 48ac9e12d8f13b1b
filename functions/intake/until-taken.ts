import { Refusal } from '#platform/refusal.ts';
import { Lost } from '#platform/store/commit.ts';

const TRIES = 5;
const PASSING: readonly string[] = ['store.changed-meanwhile', 'store.busy'];

/** Says nothing about what was brought: the same, or something beside it, was saved by another meanwhile. */
export function isPassing(error: unknown): boolean {
  return error instanceof Lost || (error instanceof Refusal && PASSING.includes(error.code));
}

/** Looks, decides and saves anew while others are faster, five times; then whoever brought it brings it again. */
export async function untilTaken<T>(take: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await take();
    } catch (error) {
      if (!isPassing(error) || tries === TRIES) throw error;
    }
  }
}
