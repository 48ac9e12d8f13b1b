import type { Cap } from '#platform/store/counter.ts';

const MB = 1024 * 1024;
const HOUR = 60;
const DAY = 24 * HOUR;

/** What the house takes in by mail and SMS. */
export const LIMITS = {
  /** A mail larger than this is kept, not read (A8). */
  mailBytes: 30 * MB,
  /** Of such a mail only this much is looked at: who it says it is from. */
  headBytes: 64 * 1024,
  /** A proven sender's mail with the same subject goes on with their ticket for this long. */
  sameSubjectDays: 14,
  /** A message that was taken in is remembered for this long, and what was set aside is kept so long after somebody decided on it. */
  keptDays: 90,
  /** Text shown of a message, and of what was cut off it, in characters; the mail itself is kept whole. */
  shown: 10_000,
  rest: 20_000,
  /** The longest text message there is: 255 parts of 153 characters. It is shown whole, for nothing else is kept of it. */
  text: 39_015,
  /** Words that are set aside lie in pieces of so many characters: an item of the table holds 400 KB. */
  piece: 50_000,
} as const;

/** How much is taken in however little of it is recognised as automatic, so that no two machines fill the desk (A5). */
export const CAPS = {
  /** Of an address, each verdict on it by itself, or of a number; what comes above waits for a person. */
  messages: { most: 20, everyMinutes: HOUR },
  /** Tickets opened by mail from one organisation's domain, whatever its addresses; mailbox providers are none (A5). */
  openedByADomain: { most: 200, everyMinutes: DAY },
  /** A finished ticket is opened again by mail this often; then a linked one is opened. */
  reopens: { most: 3, everyMinutes: DAY },
} as const satisfies Record<string, Cap>;

/** Which files that come with a mail are kept; every other one is named in the message and left out. */
export const ATTACHMENTS = {
  most: 20,
  bytes: 20 * MB,
  /** Programs and scripts, and what opens as one: nobody sends these with a complaint. */
  refused: new Set([
    ...['ade', 'adp', 'apk', 'app', 'appx', 'bat', 'chm', 'cmd', 'com', 'cpl', 'dll', 'dmg', 'exe', 'hta', 'inf'],
    ...['ins', 'iso', 'isp', 'jar', 'js', 'jse', 'lib', 'lnk', 'mde', 'msc', 'msi', 'msp', 'mst', 'nsh', 'pif'],
    ...['ps1', 'reg', 'scf', 'scr', 'sct', 'sh', 'sys', 'url', 'vb', 'vbe', 'vbs', 'vxd', 'wsc', 'wsf', 'wsh', 'xll'],
  ]),
} as const;
