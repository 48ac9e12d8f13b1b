import { createHash } from 'node:crypto';
import { idFrom } from '#platform/ids.ts';

/**
 * The id of somebody new, from the mark of what they brought: whoever takes it in again after it failed halfway finds the person
 * of the first attempt. The mark is keyed, so the id tells nobody who they are.
 */
export const customerIdFrom = (mark: string): string => idFrom('customer', createHash('sha256').update(mark).digest());
