import type { Person } from './cast.ts';
import type { Scene } from './stage.ts';

/** Requests that are refused, with canaries wherever a request has room for them. */
export const badInput: Scene = async ({ cast, api, runtime }) => {
  const person = cast.person('bad input');
  const value = (kind: Parameters<typeof cast.value>[1]) => cast.value(person, kind);
  const says = () => cast.says(person, 1);
  const letter = { kind: 'complaint', channel: 'web', subject: says(), body: says(), requester: requesterOf(person) };
  const bad: [string, string, unknown?, Record<string, string>?][] = [
    ['POST', '/v1/tickets', { ...letter, [value('email')]: says() }],
    ['POST', '/v1/tickets', { ...letter, kind: value('mobile') }],
    ['POST', '/v1/tickets', { ...letter, requester: { customerId: value('email') } }],
    ['POST', '/v1/tickets', { ...letter, requester: { phone: `${value('mobile')}x`, email: value('chineseName') } }],
    ['POST', '/v1/tickets', `{"subject": "${says()}`],
    ['POST', '/v1/tickets', letter, { 'idempotency-key': `${value('mobile')} ${value('mobile')}` }],
    ['POST', '/v1/tickets', letter, { 'if-match': value('mobile') }],
    ['POST', '/v1/tickets', letter, { 'accept-language': value('email') }],
    ['GET', `/v1/tickets/${encodeURIComponent(value('address'))}`],
    ['GET', `/v1/tickets?customer=${encodeURIComponent(value('email'))}`],
    ['GET', `/v1/tickets?page[after]=${value('mobile')}`],
    ['GET', `/v1/customers/${value('mobile')}`],
    ['GET', `/v1/customers/${encodeURIComponent(value('email'))}/timeline?page[after]=${value('idNumber')}`],
    ['GET', `/v1/${encodeURIComponent(value('chineseName'))}`],
    ['POST', '/v1/customers/search', { phone: value('mobile'), email: value('email') }],
    ['POST', '/v1/customers/search', { phone: value('mobile') }],
    ['POST', `/v1/hooks/aliyun/${value('mobile')}/reply`, [{ phone_number: value('mobile'), content: says() }]],
    ['POST', '/v1/feedback', { items: [{ source: value('mobile'), text: says() }] }],
    [
      'POST',
      '/v1/imports',
      { items: [{ externalId: { source: 'old', id: '1' }, subject: says(), kind: value('idNumber') }] },
    ],
  ];
  for (const [method, path, body, headers] of bad) {
    const as = path.includes('/hooks/') ? 'nobody' : path === '/v1/imports' ? 'director' : 'agent';
    const { status } = await api.ask(as, method, path, body, headers);
    if (status >= 500) throw new Error(`Bad input ended in a fault: ${method} ${status}`);
  }
  await runtime().settled();
};

const requesterOf = ({ id, name, mobile, email }: Person) => ({ customerId: id, name, phone: mobile, email });
