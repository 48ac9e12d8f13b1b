import type { Change } from '#platform/change.ts';
import type { Told } from '#platform/events/event.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Known } from './customer.ts';
import type { CustomerEvent } from './events.ts';

/** What a rule does to a customer: the next state, its facts, and what else is saved in the same write. */
export type CustomerChange = Change<Known, Told<CustomerEvent>> & { readonly also?: readonly Write[] };
