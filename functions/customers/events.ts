import type { HouseEvent } from '#platform/events/event.ts';

type OfCustomer<Type extends string> = HouseEvent & { readonly type: Type; readonly customerId: string };

/** Somebody not known so far: an account, or a number or address that was seen first. */
export type CustomerAdded = OfCustomer<'CustomerAdded'> & { readonly account: boolean };
/** `fields` are the names of what was changed, never its values. */
export type CustomerChanged = OfCustomer<'CustomerChanged'> & { readonly fields: readonly string[] };
/** This record was taken into another: because both were proven the same, or because staff know. */
export type CustomersMerged = OfCustomer<'CustomersMerged'> & {
  readonly into: string;
  readonly because: 'proven' | 'staff';
};
export type CustomersParted = OfCustomer<'CustomersParted'> & { readonly from: string };
export type PurchaseRecorded = OfCustomer<'PurchaseRecorded'> & { readonly boughtAt: string };
/** The ledger of consents is made of these. */
export type ConsentRecorded = OfCustomer<'ConsentRecorded'> & {
  readonly purpose: string;
  readonly textVersion: string;
  readonly given: boolean;
  readonly channel: string;
};
/**
 * A person's key is destroyed: every room forgets what it holds of these ids, and what it holds under these blind indexes of their
 * numbers, addresses and name, which came before anybody knew whose it was.
 */
export type CustomerErased = OfCustomer<'CustomerErased'> & {
  readonly ids: readonly string[];
  readonly indexes: readonly string[];
};

export type CustomerEvent =
  | CustomerAdded
  | CustomerChanged
  | CustomersMerged
  | CustomersParted
  | PurchaseRecorded
  | ConsentRecorded
  | CustomerErased;
