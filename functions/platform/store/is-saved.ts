import { commit, Lost, type Write } from './commit.ts';
import type { Table } from './table.ts';

/** Saves all of them; answers whether they were as expected: else another was faster, and nothing is saved. */
export async function isSaved(table: Table, writes: readonly Write[]): Promise<boolean> {
  try {
    await commit(table, writes);
    return true;
  } catch (error) {
    if (error instanceof Lost) return false;
    throw error;
  }
}
