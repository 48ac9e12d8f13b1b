import type { HouseEvent } from '#platform/events/event.ts';

type OfCustomer<Type extends string> = HouseEvent & { readonly type: Type; readonly customerId: string };

/** Somebody not known so far: an account, or a number or address that was seen first. */
export type CustomerAdded = OfCustomer<'CustomerAdded'> & { readonly account: boolean };
/** This record was taken into another: because both were proven the same, or because staff know. */
export type CustomersMerged = OfCustomer<'CustomersMerged'> & {
  readonly into: string;
  readonly because: 'proven' | 'staff';
};
export type CustomersParted = OfCustomer<'CustomersParted'> & { readonly from: string };

export type CustomerEvent = CustomerAdded | CustomersMerged | CustomersParted;
