import type { Call, Route } from '#platform/http/endpoint.ts';
import { route } from '#platform/http/endpoint.ts';
import { act, OfCustomer } from './act.ts';
import { ChangeProfileInput, changeProfile } from './change-profile.ts';
import { CustomerView } from './customer-view.ts';
import { EraseInput, eraseCustomer, Receipt } from './erase-customer.ts';
import { MergeInput, mergeCustomers, partCustomers, UnmergeInput } from './merge-customers.ts';
import { AuditView, readAudit } from './read-audit.ts';
import { readCustomer } from './read-customer.ts';
import { readTimeline, TimelineInput, TimelineView } from './read-timeline.ts';
import { RecordConsentInput, recordConsent } from './record-consent.ts';
import { RecordPurchaseInput, recordPurchase } from './record-purchase.ts';
import { Revealed, RevealInput, reveal } from './reveal.ts';
import { Found, SearchInput, searchCustomers } from './search-customers.ts';
import { Suggested, suggest } from './suggest.ts';

type Needs = Parameters<typeof reveal>[0] &
  Parameters<typeof recordPurchase>[0] &
  Parameters<typeof readTimeline>[0] &
  Parameters<typeof changeProfile>[0];

const customer = { status: 200, schema: CustomerView };

/** What can be done with customers, and who may. */
export const routes: readonly Route<Needs>[] = [
  route({
    method: 'POST',
    path: '/v1/customers/search',
    may: 'customer.search',
    does: 'Find a customer by exactly one number, address or id',
    input: SearchInput,
    answer: { status: 200, schema: Found },
    run: searchCustomers,
  }),
  route({
    method: 'GET',
    path: '/v1/customers/{customerId}',
    may: 'customer.read',
    does: 'Read a customer, masked',
    input: { path: OfCustomer },
    answer: customer,
    run: readCustomer,
  }),
  route({
    method: 'PATCH',
    path: '/v1/customers/{customerId}',
    may: 'customer.write',
    does: 'Change what is known of a customer',
    input: ChangeProfileInput,
    answer: customer,
    run: changeProfile,
  }),
  route({
    method: 'GET',
    path: '/v1/customers/{customerId}/timeline',
    may: 'customer.read',
    does: 'Read what happened with a customer over all channels, newest first',
    input: TimelineInput,
    answer: { status: 200, schema: TimelineView },
    run: readTimeline,
  }),
  route({
    method: 'POST',
    path: '/v1/customers/{customerId}/purchases',
    may: 'customer.purchase',
    does: 'Say that a customer bought something',
    input: RecordPurchaseInput,
    answer: customer,
    run: recordPurchase,
  }),
  route({
    method: 'POST',
    path: '/v1/customers/{customerId}/consents',
    may: 'customer.consent',
    does: 'Record a consent, given or withdrawn',
    input: RecordConsentInput,
    answer: customer,
    run: act<Call<typeof RecordConsentInput>>((found, { body, actor, at }) => recordConsent(found, body, actor, at)),
  }),
  route({
    method: 'GET',
    path: '/v1/customers/{customerId}/suggestions',
    may: 'customer.suggest',
    does: 'Read who may be the same person',
    input: { path: OfCustomer },
    answer: { status: 200, schema: Suggested },
    run: suggest,
  }),
  route({
    method: 'POST',
    path: '/v1/customers/{customerId}/merge',
    may: 'customer.merge',
    does: 'Say that two records are the same person',
    input: MergeInput,
    answer: customer,
    run: mergeCustomers,
  }),
  route({
    method: 'POST',
    path: '/v1/customers/{customerId}/unmerge',
    may: 'customer.merge',
    does: 'Undo a merge',
    input: UnmergeInput,
    answer: customer,
    run: partCustomers,
  }),
  route({
    method: 'POST',
    path: '/v1/customers/{customerId}/reveal',
    may: 'customer.reveal',
    does: 'See names, numbers and addresses in the clear, for the work on a ticket',
    input: RevealInput,
    answer: { status: 200, schema: Revealed },
    run: reveal,
  }),
  route({
    method: 'GET',
    path: '/v1/customers/{customerId}/audit',
    may: 'customer.audit',
    does: "Read who saw a customer's data and why",
    input: { path: OfCustomer },
    answer: { status: 200, schema: AuditView },
    run: readAudit,
  }),
  route({
    method: 'POST',
    path: '/v1/customers/{customerId}/erase',
    may: 'customer.erase',
    does: 'Erase a person, and keep the numbers',
    input: EraseInput,
    answer: { status: 200, schema: Receipt },
    run: eraseCustomer,
  }),
];
