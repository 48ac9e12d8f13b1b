import type { Policy } from './policy.ts';
import { satisfaction } from './presets/satisfaction.ts';
import { standardized } from './presets/standardized.ts';

/** The policies that stand before anybody publishes one; the first is the default. */
export const PRESETS: readonly [Policy, ...Policy[]] = [standardized, satisfaction];
