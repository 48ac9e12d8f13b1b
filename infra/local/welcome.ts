import { relative } from 'node:path';
import type { Runtime } from './runtime.ts';

/** A person of the sample tokens: the id is what the staff directory calls them by. */
export type Sample = { readonly role: string; readonly sub: string; readonly scope?: string };

/** One sample person a role; the app speaks for customers, the customer for themself. */
export const SAMPLES: readonly Sample[] = [
  { role: 'customerApp', sub: 'shop-app', scope: 'kefu/customerApp' },
  { role: 'customer', sub: 'cus_wang' },
  { role: 'agent', sub: 'mira' },
  { role: 'complaintSpecialist', sub: 'lena' },
  { role: 'teamLeader', sub: 'tang' },
  { role: 'supervisor', sub: 'sun' },
  { role: 'director', sub: 'dong' },
  { role: 'technicalDirector', sub: 'teng' },
  { role: 'productManager', sub: 'pan' },
  { role: 'ceo', sub: 'chen' },
  { role: 'quality', sub: 'qiu' },
  { role: 'knowledgeAdmin', sub: 'kang' },
  { role: 'privacyOfficer', sub: 'bao' },
  { role: 'hr', sub: 'he' },
  { role: 'admin', sub: 'an' },
];

const HALF_A_YEAR_SECONDS = 180 * 24 * 60 * 60; // moving the time past every promise must not end the samples

/** A token for a sample person. */
export function sampleToken(
  runtime: Pick<Runtime, 'token'>,
  { role, sub, scope }: Sample,
  expiresIn = HALF_A_YEAR_SECONDS,
): Promise<string> {
  return runtime.token({ sub, ...(scope ? { scope } : { groups: [role] }), expiresIn });
}

/** What a person needs to begin: where things are, whom to be, and a first complaint to paste. */
export async function welcome(runtime: Runtime, folder: string): Promise<string> {
  const tokens = await Promise.all(
    SAMPLES.map(async (sample) => ({ ...sample, token: await sampleToken(runtime, sample) })),
  );
  const app = tokens.find(({ role }) => role === 'customerApp')?.token ?? '';
  const complaint = JSON.stringify({
    kind: 'complaint',
    channel: 'web',
    subject: '收到的杯子碎了',
    body: '今天收到的杯子是碎的，想换一个。',
    requester: { name: '王女士', email: 'wang@example.com', phone: '13800138000', verified: true },
    orderNumber: 'SO-1001',
  });
  return [
    '',
    `Kefu is running at ${runtime.url}`,
    `  API documents    ${runtime.url}/docs  (${runtime.url}/openapi.json)`,
    `  Local page       ${runtime.url}/_local  (mails and SMS that went out, running clocks, moving the time)`,
    `  Mails and SMS    ${relative(process.cwd(), folder) || '.'}/outbox`,
    ...(runtime.smtp
      ? [
          `  Mail comes in    127.0.0.1:${runtime.smtp.port} (SMTP; npm run send-mail -- FILE.eml --port ${runtime.smtp.port})`,
        ]
      : []),
    '',
    "Sample tokens, valid for half a year of the house's time:",
    ...tokens.map(({ role, sub, token }) => `  ${role} (${sub})\n    ${token}`),
    '',
    'A first complaint, ready to paste:',
    '',
    `curl -i ${runtime.url}/v1/tickets -H 'authorization: Bearer ${app}' -H 'content-type: application/json' -d '${complaint}'`,
    '',
    'Stop with Ctrl-C. What happened is kept; npm start goes on from there.',
  ].join('\n');
}
