import { type Route, route } from '#platform/http/endpoint.ts';
import { Exported, ExportForInput, ExportInput, exportFor, exportOwn } from './export-customer.ts';

type ExportNeeds = Parameters<typeof exportOwn>[0];

const page = { status: 200, schema: Exported };

/** Somebody's copy of what is kept of them. */
export const routes: readonly Route<ExportNeeds>[] = [
  route({
    method: 'GET',
    path: '/v1/customers/{customerId}/export',
    may: 'customer.exportOwn',
    does: 'Take a copy of everything the house keeps of you',
    input: ExportInput,
    answer: page,
    run: exportOwn,
  }),
  route({
    method: 'POST',
    path: '/v1/customers/{customerId}/export',
    may: 'customer.export',
    does: 'Take a copy of everything the house keeps of somebody who asked for it',
    input: ExportForInput,
    answer: page,
    run: exportFor,
  }),
];
