import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeFolder, type Loose, ofType, type Statement, statementsOf } from './template.ts';

const FUNCTIONS = resolve(import.meta.dirname, '../../functions');

/** One thing that a role must allow: an action on partitions of the table or of an index of it, or on a folder of the bucket. */
type Need = { readonly action: string; readonly index?: string; readonly key?: string; readonly folder?: string };

const does = (...actions: string[]): Need[] => actions.map((action) => ({ action }));
const onKeys =
  (action: string) =>
  (...keys: string[]): Need[] =>
    keys.map((key) => ({ action: `dynamodb:${action}`, key: `${key}*` }));
const inFolders =
  (action: string) =>
  (...folders: string[]): Need[] =>
    folders.map((folder) => ({ action: `s3:${action}`, folder: `${folder}/*` }));
const list = (index: string, ...keys: string[]): Need[] =>
  keys.map((key) => ({ action: 'dynamodb:Query', index, key: `${key}#*` }));
const [reads, counts, sets, removes] = [
  onKeys('Query'),
  onKeys('UpdateItem'),
  onKeys('UpdateItem'),
  onKeys('DeleteItem'),
];
const [gets, puts, takesAway] = [inFolders('GetObject'), inFolders('PutObject'), inFolders('DeleteObject')];
const ALL = ['incoming', 'raw', 'people'];
const theirTickets = list('byCustomer', 'customer');
const capped = [...counts('cap_'), ...reads('cap_')];

/** What each source asks for wherever it is bundled, beyond reading and putting items of the table. */
const NEEDS: Readonly<Record<string, readonly Need[]>> = {
  'clocks/due-in-order.ts': list('byLook', 'look', 'late'),
  'clocks/run-clocks.ts': does('states:StartExecution', 'states:StopExecution'),
  'clocks/sweep.ts': list('byLook', 'look'),
  'customers/erase-customer.ts': removes('idn_'),
  'customers/export/copied-file.ts': gets(...ALL),
  'customers/export/file-part.ts': does('s3:ListBucket'),
  'customers/export/may-copy.ts': capped,
  'customers/export/ticket-part.ts': theirTickets,
  'customers/may-look.ts': capped,
  'customers/open-tickets.ts': theirTickets,
  'customers/read-timeline.ts': theirTickets,
  'intake/api.lambda.ts': counts('cap_'),
  'intake/feedback/list-feedback.ts': list('byList', 'feedback'),
  'intake/files/carries-numbers.ts': gets('raw', 'incoming'),
  'intake/files/link-file.ts': gets('people'),
  'intake/files/link-original.ts': gets('raw', 'incoming'),
  'intake/files/read-html.ts': gets('people'),
  'intake/forget/forget-customer.ts': [
    ...takesAway(...ALL),
    ...removes('qrt_', 'auto_', 'thr_', 'cnv_'),
    ...does('s3:ListBucket'),
  ],
  'intake/forget/held-store.ts': list('byCustomer', 'customer'),
  'intake/quarantine/list-automatic.ts': list('byList', 'noted'),
  'intake/quarantine/read-quarantined.ts': gets('incoming'),
  'intake/quarantine/release.ts': [...gets('incoming'), ...takesAway('incoming')],
  'intake/quarantine/watch-set-aside.ts': list('byList', 'waiting'),
  'intake/receive/bring.ts': counts('cap_'),
  'intake/receive/carry.ts': [...puts('raw', 'people'), ...takesAway('raw', 'people')],
  'intake/receive/has-room.ts': counts('cap_'),
  'intake/receive/receive-email.ts': [...gets('incoming'), ...takesAway('incoming')],
  'intake/receive/shared-contact.ts': theirTickets,
  'intake/receive/weigh.ts': counts('cap_'),
  'intake/sms/take-whole.ts': [...theirTickets, ...counts('cap_')],
  'notices/permit.ts': counts('cap_'),
  'platform/events/publish.ts': does('events:PutEvents'),
  'platform/http/endpoint.ts': onKeys('GetItem')('once_'),
  'platform/mail/ses-mail.ts': does('ses:SendEmail'),
  'platform/personal/keyring.ts': [...onKeys('GetItem')('key_'), ...onKeys('PutItem')('key_')],
  'platform/personal/kms-wrapping.ts': does('kms:Decrypt', 'kms:GenerateDataKey'),
  'platform/sms/aws-sms.ts': does('sms-voice:SendTextMessage'),
  'platform/store/secret.ts': [...onKeys('GetItem')('secret_'), ...onKeys('PutItem')('secret_')],
  'tickets/end-values.ts': sets('tkt_'),
  'tickets/forget-tickets.ts': [...theirTickets, ...takesAway(...ALL)],
  'tickets/list-tickets.ts': [
    ...[...list('byList', 'open', 'done'), ...theirTickets, ...list('byOrder', 'order')],
    ...[...list('byAssignee', 'assignee'), ...list('byNumber', 'number')],
  ],
  'tickets/old-tickets.ts': [...list('byList', 'done'), ...removes('tkt_')],
  'tickets/recent-history.ts': theirTickets,
  'tickets/retire-tickets.ts': takesAway(...ALL),
};

/** They ask for whoever calls them, and it stands beside their callers. */
const FOR_OTHERS = [
  'clocks/clock-store.ts',
  'customers/erase.ts',
  'intake/feedback/feedback-store.ts',
  'intake/feedback/take-feedback.ts', // a function of its own by the name of a counter
  'intake/intake-store.ts',
  'intake/quarantine/quarantine-store.ts',
  'platform/store/counter.ts',
  'platform/store/newest-of.ts',
  'platform/store/sliding-counter.ts',
  'tickets/sealed-values.ts',
  'tickets/ticket-door.ts',
  'tickets/ticket-lists.ts',
];

/** The action that each command of AWS needs, where a role may allow one and not the other. */
const COMMANDS: Readonly<Record<string, string>> = {
  BatchWrite: 'dynamodb:BatchWriteItem',
  Decrypt: 'kms:Decrypt',
  Delete: 'dynamodb:DeleteItem',
  GenerateDataKey: 'kms:GenerateDataKey',
  PutEvents: 'events:PutEvents',
  SendEmail: 'ses:SendEmail',
  SendTextMessage: 'sms-voice:SendTextMessage',
  StartExecution: 'states:StartExecution',
  StopExecution: 'states:StopExecution',
  Update: 'dynamodb:UpdateItem',
};
/** What the stores read and put with, and the bucket's files, whose folders stand beside whoever names them. */
const OF_STORES = ['BatchGet', 'Get', 'Put', 'Query', 'TransactWrite', 'DeleteObject', 'GetObject', 'PutObject'];
const COMMAND = /\bnew (\w+)Command\b/g;
const ASKS = [
  new RegExp(`\\bnew (${Object.keys(COMMANDS).join('|')})Command\\b`),
  /\bIndexName: |\bindex: 'by/,
  /\.newestOpen\(|\blists\.list\(|\bfeedback\.list\(|\.(waitingSince|listAutomatic)\(/,
  /\bfiles\.(get|put|begin|remove)\b|\blend\((needs\.)?links\b|\blist\((prefix|folder)\b/,
  /\{ (remove|set): (?!async)/,
  /(?<!function )\b(takes|takeOne|takeOneFor|takeOneOfAny|giveBackOneOfAny)\(/,
];

const source = (file: string) => readFileSync(join(FUNCTIONS, file), 'utf8');
const commandsOf = (file: string) => [...source(file).matchAll(COMMAND)].map(([, name = '']) => name);
const files = globSync('**/*.ts', { cwd: FUNCTIONS });
const asking = files.filter((file) => {
  const text = source(file);
  return ASKS.some((asks) => text.search(asks) >= 0);
});

const allows = ({ actions, resources, condition }: Statement, { action, index, key, folder }: Need): boolean => {
  const keys: Loose = condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? [];
  const isThere = index
    ? resources.some((one) => one.endsWith(`/index/${index}`))
    : !resources.some((one) => one.includes('/index/'));
  const inFolder = folder === undefined || resources.some((one) => one.endsWith(`/${folder}`));
  return actions.includes(action) && isThere && inFolder && (key === undefined || keys.includes(key));
};

/** What a function was bundled of: esbuild names a source in the map when something of it is left. */
const sourcesOf = (folder: string): string[] => {
  const { sources } = JSON.parse(readFileSync(join(folder, 'index.mjs.map'), 'utf8')) as { sources: string[] };
  return sources.flatMap((path) => /\/functions\/(.+)$/.exec(path)?.[1] ?? []);
};

describe('every source that asks for more than to read and put', () => {
  it('stands in the table of this test, with what it needs', () => {
    expect(asking.filter((file) => !(file in NEEDS) && !FOR_OTHERS.includes(file))).toEqual([]);
    expect([...Object.keys(NEEDS), ...FOR_OTHERS].filter((file) => !existsSync(join(FUNCTIONS, file)))).toEqual([]);
  });

  it('sends no command whose action is not known here', () => {
    const known = [...Object.keys(COMMANDS), ...OF_STORES];

    expect(files.flatMap(commandsOf).filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(Object.entries(NEEDS))('%s needs the action of every command it sends', (file, needs) => {
    const sent = commandsOf(file).flatMap((name) => COMMANDS[name] ?? []);

    expect(sent.filter((action) => !needs.some((need) => need.action === action))).toEqual([]);
  });
});

describe('the role of every function', () => {
  it.each(ofType('AWS::Lambda::Function').map((lambda) => ({ id: lambda.id, lambda })))(
    'of $id allows whatever its sources ask for',
    ({ lambda }) => {
      const granted = statementsOf(lambda);
      const denied = sourcesOf(codeFolder(lambda)).flatMap((file) =>
        (NEEDS[file] ?? [])
          .filter((need) => !granted.some((one) => allows(one, need)))
          .map((need) => ({ file, ...need })),
      );

      expect(denied).toEqual([]);
    },
  );
});
