import { createHash } from 'node:crypto';

/** Of a hundred customers served, at least this many are asked (SUR-01: 样本量≥服务客户的10%). */
export const SAMPLE_PERCENT = 10;

/**
 * `percent` of every hundred customers, rounded up, each of them once. Who is drawn depends on the seed alone: every customer
 * gets a number from it and the lowest are taken, so the same seed draws the same ones in whatever order they come.
 */
export function sample<Customer extends { readonly customerId: string }>(
  served: readonly Customer[],
  percent: number,
  seed: string,
): Customer[] {
  const customers = new Map(served.map((customer) => [lot(seed, customer.customerId), customer]));
  const drawn = [...customers.keys()].sort().slice(0, Math.ceil((customers.size * percent) / 100));
  return drawn.flatMap((number) => customers.get(number) ?? []);
}

const lot = (seed: string, customerId: string) => createHash('sha256').update(`${seed}\n${customerId}`).digest('hex');
