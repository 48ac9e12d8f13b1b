type MailText = { subject: string; text: string; from: string; to: string[]; headers: Map<string, string> };

/** What a person would read of a raw mail: its subject and its first text part. Only for the outbox, not for mail coming in. */
export function mailText(raw: string): MailText {
  const { headers, body } = split(raw);
  const header = (name: string) => decodeWords(headers.get(name) ?? '');
  const to = header('to')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  return { subject: header('subject'), from: header('from'), to, text: textOf(headers, body).trimEnd(), headers };
}

function split(part: string) {
  const [head = '', ...rest] = part.split(/\r?\n\r?\n/);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = new Map(
    lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { headers, body: rest.join('\n\n') };
}

function textOf(headers: Map<string, string>, body: string): string {
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = type.match(/^multipart\/.*boundary="?([^";]+)"?/i)?.[1];
  if (!boundary) return decodeBody(headers.get('content-transfer-encoding') ?? '', body);
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r?\n/, '')));
  const text = parts.find((part) => /^text\/plain/i.test(part.headers.get('content-type') ?? 'text/plain')) ?? parts[0];
  return text ? textOf(text.headers, text.body) : '';
}

function decodeBody(encoding: string, body: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
  if (/quoted-printable/i.test(encoding)) return decodeQuoted(body.replace(/=\r?\n/g, ''));
  return body.trimEnd();
}

function decodeWords(value: string): string {
  return value.replace(/=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi, (_, form: string, word: string) =>
    form.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : decodeQuoted(word.replaceAll('_', ' ')),
  );
}

function decodeQuoted(text: string): string {
  const bytes = text.replace(/[^\x20-\x7e\r\n]+/g, (other) => encodeURIComponent(other).replaceAll('%', '='));
  return Buffer.from(
    bytes.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  ).toString('utf8');
}
