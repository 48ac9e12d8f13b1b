/** What the port knows of a mail besides its bytes. */
export type Envelope = {
  from: string;
  to: string[];
  helo: string;
  id: string;
  at: number;
  region: string;
  scanned: boolean;
};

type Verdicts = Record<'spf' | 'dkim' | 'dmarc' | 'spam' | 'virus', string>;

const PASSED: Verdicts = { spf: 'pass', dkim: 'pass', dmarc: 'pass', spam: 'pass', virus: 'pass' };
const VERDICT = /^X-Local-Verdict:[ \t]*([^\r\n]{0,200})\r?\n/i;
const HEAD_LIMIT = 256 * 1024; // bytes in which the From line is looked for
const CLIENT = '127.0.0.1';

/**
 * The mail as SES stores it: its own lines on top, then what was sent. Nobody on loopback has an SPF record, so all checks pass,
 * unless the first line of the mail is `X-Local-Verdict: fail`, `none`, or `spf=pass dmarc=fail spam=fail`: it is taken off and believed.
 */
export function received(raw: Buffer, envelope: Envelope): Buffer {
  const [line = '', said = ''] = VERDICT.exec(raw.toString('latin1', 0, 300)) ?? [];
  const mail = raw.subarray(line.length);
  return Buffer.concat([Buffer.from(stamp(envelope, verdictsOf(said), fromDomain(mail)), 'utf8'), mail]);
}

function verdictsOf(said: string): Verdicts {
  const words = said
    .trim()
    .toLowerCase()
    .split(/[\s;,]+/);
  const named = words.flatMap((word) => {
    const [name = '', value] = word.split('=');
    return value && name in PASSED ? [[name, value.replace(/[^a-z]/g, '')]] : [];
  });
  const [alone = ''] = words;
  const all = /^[a-z]+$/.test(alone) ? { spf: alone, dkim: alone, dmarc: alone } : {};
  return { ...PASSED, ...all, ...Object.fromEntries(named) };
}

function stamp({ from, to, helo, id, at, region, scanned }: Envelope, verdicts: Verdicts, shown: string): string {
  const domain = plain(from.slice(from.lastIndexOf('@') + 1));
  const client = `client-ip=${CLIENT}; envelope-from=${plain(from)}; helo=${plain(helo)};`;
  const spf = `${verdicts.spf} (spfCheck: ${spfWords(verdicts.spf, domain)}) ${client}`;
  const scan = (verdict: string) => (scanned ? verdict.toUpperCase() : 'DISABLED');
  return [
    `Return-Path: <${plain(from)}>`,
    `Received: from ${plain(helo)} (localhost [${CLIENT}])`,
    ` by inbound-smtp.${region}.amazonaws.com with SMTP id ${id}`,
    ` for ${to.map(plain).join(', ')};`,
    ` ${new Date(at).toUTCString().replace('GMT', '+0000 (UTC)')}`,
    `X-SES-Spam-Verdict: ${scan(verdicts.spam)}`,
    `X-SES-Virus-Verdict: ${scan(verdicts.virus)}`,
    `Received-SPF: ${spf}`,
    'Authentication-Results: amazonses.com;',
    ` spf=${spf}`,
    ` dkim=${verdicts.dkim} header.i=@${shown};`,
    ` dmarc=${verdicts.dmarc} header.from=${shown};`,
    '',
  ].join('\r\n');
}

const spfWords = (verdict: string, domain: string) =>
  ({
    pass: `domain of ${domain} designates ${CLIENT} as permitted sender`,
    fail: `domain of ${domain} does not designate ${CLIENT} as permitted sender`,
  })[verdict] ?? `${CLIENT} is neither permitted nor denied by domain of ${domain}`;

/** The domain of the address in the From line, which is what DMARC looks at. */
function fromDomain(mail: Buffer): string {
  const lines = mail.toString('latin1', 0, HEAD_LIMIT).split(/\r?\n/);
  const end = lines.indexOf('');
  const start = lines.findIndex((line, index) => (end < 0 || index < end) && /^from[ \t]*:/i.test(line));
  if (start < 0) return '';
  const next = lines.slice(start + 1).findIndex((line) => !/^[ \t]/.test(line));
  const field = lines
    .slice(start, next < 0 ? undefined : start + 1 + next)
    .join('')
    .slice(0, 1000);
  return plain(field.slice(field.lastIndexOf('@') + 1).replace(/[^\w.-].*$/s, ''));
}

/** What came over the wire may not end a line or close a field. */
const plain = (text: string): string => text.replace(/[^\x21-\x7e\u0080-\uffff]|[<>;,()]/g, '').slice(0, 320);
