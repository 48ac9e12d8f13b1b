import { listen } from '#platform/jobs/listen.ts';
import { once } from '#platform/lazy.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { forgetCustomer } from './forget-customer.ts';

export const handler = listen({ needs: once(() => ({ keyring: liveKeyring })), run: forgetCustomer });
