import type { CustomerReader } from '#customers/customer-reader.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';

/** Whoever asks, with every id they have as a customer: what they said on another channel is theirs too (CH-03). */
export async function visitor(actor: Actor, customers: CustomerReader): Promise<Actor> {
  if (!isOutside(actor) || !actor.roles.includes('customer')) return actor;
  return { ...actor, also: await customers.everyOne(actor.id) };
}
