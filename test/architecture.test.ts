import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAULTS_IN_CHINESE } from '#platform/http/faults-in-chinese.ts';

/** What each room may open: all of a room, or its windows only. */
const MAY_OPEN: Record<string, Record<string, 'all' | 'windows' | readonly string[]>> = {
  platform: {},
  clocks: { platform: 'all' },
  tickets: { platform: 'all', clocks: 'windows', complaints: 'windows', customers: 'windows', staff: 'windows' },
  // A complaint is kept in its ticket, so it is changed through the ticket's store.
  complaints: {
    platform: 'all',
    clocks: 'windows',
    tickets: [
      ...['ticket', 'events', 'ticket-change', 'ticket-store', 'ticket-view', 'expect', 'reopened', 'act'],
      'live-tickets',
    ],
  },
  customers: {
    platform: 'all',
    clocks: 'windows',
    staff: 'windows',
    // Beside what is theirs, a person's copy holds what these hold of them.
    intake: ['copy/held-copy', 'spoken/call-reader', 'suppression/suppression-store'],
    notices: ['told'],
    surveys: 'windows',
    tickets: [
      'ticket',
      'number',
      'place-in-lists',
      'events',
      'ticket-reader',
      'seen',
      'ticket-door',
      'ticket-lists',
      'ticket-seal',
      'timeline-reader',
      'sealed-values',
      'open-ticket',
      'live-tickets',
    ],
  },
  staff: { platform: 'all' },
  notices: {
    platform: 'all',
    tickets: 'windows',
    complaints: 'windows',
    clocks: 'windows',
    staff: 'windows',
    surveys: 'windows',
    customers: 'windows',
    intake: 'windows',
  },
  intake: {
    platform: 'all',
    customers: 'windows',
    staff: 'windows',
    tickets: [
      ...[
        'ticket',
        'number',
        'events',
        'seen',
        'carried',
        'open-ticket',
        'ticket-request',
        'impersonal',
        'ticket-change',
        'expect',
        'reopen',
        'reply',
        'act',
      ],
      ...[
        'ticket-door',
        'ticket-reader',
        'live-tickets',
        'timeline-reader',
        'ticket-view',
        'message-reader',
        'message-seal',
        'ticket-seal',
        'visitor',
      ],
    ],
    clocks: 'windows',
  },
  surveys: { platform: 'all', tickets: 'windows' },
};

/** The windows of each room: what it is, what it tells, how it may be read, and the doors it opens for writers. */
const WINDOWS: Record<string, readonly string[]> = {
  clocks: ['clock', 'events', 'policy', 'policy-store', 'clock-reader', 'clock-item', 'tend', 'calendars'],
  tickets: [
    ...['ticket', 'number', 'events', 'ticket-reader', 'seen', 'carried', 'open-ticket', 'ticket-view', 'visitor'],
    ...[
      'message-reader',
      'ticket-door',
      'live-tickets',
      'timeline-reader',
      'ticket-lists',
      'ticket-seal',
      'message-seal',
    ],
  ],
  intake: [
    ...['events', 'hear-ses', 'note-receipts', 'intake-store'],
    ...['thread/message-id', 'thread/participant', 'thread/reply-address', 'thread/subject-token'],
    ...['suppression/suppression', 'suppression/suppression-store'],
  ],
  complaints: ['complaint', 'events'],
  customers: [
    ...['customer', 'customer-reader', 'customer-door', 'events', 'identity', 'audit-store'],
    ...['expect-to-serve', 'look', 'may-look'],
  ],
  staff: ['staff', 'staff-reader'],
  notices: ['told'],
  surveys: ['invitation', 'events', 'asked-reader'],
};

const IMPORT = /from '([^']+)'/g;
const sources = globSync('functions/**/*.ts').map((path) => {
  const file = path.replaceAll('\\', '/');
  const text = readFileSync(path, 'utf8');
  return {
    file,
    text,
    room: file.split('/')[1] ?? '',
    imports: [...text.matchAll(IMPORT)].map(([, found = '']) => found),
  };
});

/** Why `room` may not import `path`, if it may not. */
function shutDoor(room: string, path: string): string | undefined {
  if (path.startsWith('../')) return 'climbs out of its room';
  if (path.endsWith('.lambda.ts')) return 'imports an entry point';
  const [, other, file] = /^#([^/]+)\/(.+)\.ts$/.exec(path) ?? [];
  if (!other || !file || other === room) return undefined;
  const door = MAY_OPEN[room]?.[other];
  if (!door) return `${room} may not open ${other}`;
  const open = door === 'windows' ? (WINDOWS[other] ?? []) : door;
  return open === 'all' || open.includes(file) ? undefined : `${file} is no window of ${other}`;
}

describe('the rooms of the house', () => {
  it('are all in the door table', () => {
    expect(Object.keys(MAY_OPEN)).toEqual(expect.arrayContaining([...new Set(sources.map(({ room }) => room))]));
  });

  it.each(sources)('$file opens only doors it may', ({ room, imports }) => {
    expect(imports.flatMap((path) => shutDoor(room, path) ?? [])).toEqual([]);
  });

  it.each([
    ['platform', '#tickets/ticket.ts'],
    ['tickets', '#clocks/look.ts'],
    ['tickets', '#notices/tell.ts'],
    ['notices', '#tickets/ticket-store.ts'],
    ['tickets', './api.lambda.ts'],
    ['tickets', '../clocks/clock.ts'],
  ])('%s is refused %s', (room, path) => {
    expect(shutDoor(room, path)).toBeDefined();
  });
});

describe('the files of the house', () => {
  const rules = sources.filter(({ file }) => !file.startsWith('functions/platform/') && !file.endsWith('.lambda.ts'));

  it.each(rules)('$file reads no clock, chance or environment', ({ text }) => {
    expect(text).not.toMatch(
      /new Date\(\)|Date\.now\(|Math\.random\(|randomUUID\(|randomBytes\(|process\.env|console\./,
    );
  });

  it.each(sources)('$file is short', ({ text }) => {
    expect(text.split('\n').length).toBeLessThanOrEqual(200);
  });

  it.each(sources.filter(({ file }) => file.endsWith('.lambda.ts')))(
    '$file does nothing but wire when it is imported',
    ({ text }) => {
      expect(text).not.toMatch(/^await |^[a-z]\w*\(/m);
    },
  );

  it.each(sources)('$file imports zod as a namespace', ({ imports, text }) => {
    expect(imports.includes('zod') && /import (type )?\{[^}]*\} from 'zod'/.test(text)).toBe(false);
  });
});

describe('every refusal', () => {
  const codes = sources.flatMap(({ text }) =>
    [...text.matchAll(/new Refusal\(\s*'\w+',\s*'([^']+)'/g)].map(([, code = '']) => code),
  );
  const chinese = readFileSync('functions/platform/http/refusals-in-chinese.ts', 'utf8');

  it.each([...new Set(codes)])('%s is said in Chinese too', (code) => {
    expect(chinese).toContain(`'${code}':`);
  });

  // The words of a schema's own checks and of a refusal's faults.
  const faults = sources
    .filter(({ file }) => !file.includes('/platform/time/'))
    .flatMap(({ text }) => [
      ...text.matchAll(/\bmessage: '([^']+ [^']+)'/g),
      ...text.matchAll(/\.(?:regex|refine)\([^\n]*, '([^'\n]+)'\)/g),
    ])
    .map(([, words = '']) => words);

  it.each([...new Set(faults)])('says in Chinese too that a field %s', (words) => {
    expect(Object.keys(FAULTS_IN_CHINESE)).toContain(words);
  });

  it('that is translated is one that can happen', () => {
    const translated = [...chinese.matchAll(/^ {2}'([^']+)':/gm)].map(([, code = '']) => code);

    expect(translated.filter((code) => !codes.includes(code))).toEqual([]);
  });
});
