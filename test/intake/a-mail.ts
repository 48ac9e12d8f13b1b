type Wish = {
  readonly from?: string;
  readonly to?: string;
  readonly cc?: string;
  readonly subject?: string;
  readonly messageId?: string;
  readonly text?: string;
  /** What the receiver found: `pass`, `fail` or nothing. */
  readonly dmarc?: 'pass' | 'fail' | undefined;
  readonly headers?: readonly string[];
  readonly parts?: readonly string[];
};

const BOUNDARY = 'cut-here';

/** A mail as it would lie in the bucket: Mr Wang asks about his cup, and is who he says. */
export function aMail(wish: Wish = {}): Buffer {
  const {
    from = '王明 <wang@example.com>',
    to = 'service@in.example.com',
    cc,
    subject = '杯子碎了',
    messageId = '<m1@example.com>',
    text = '我收到的杯子碎了，请换一个。',
    headers = [],
    parts = [],
  } = wish;
  const dmarc = 'dmarc' in wish ? wish.dmarc : 'pass';
  const body = ['Content-Type: text/plain; charset=utf-8', '', text].join('\r\n');
  return Buffer.from(
    [
      'Received: from mx.example.com by in.example.com; Mon, 2 Mar 2026 12:00:00 +0000',
      ...(dmarc ? [`Authentication-Results: amazonses.com; dmarc=${dmarc} header.from=example.com`] : []),
      `From: ${from}`,
      `To: ${to}`,
      ...(cc ? [`Cc: ${cc}`] : []),
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      'Date: Mon, 2 Mar 2026 12:00:00 +0000',
      ...(messageId ? [`Message-ID: ${messageId}`] : []),
      'MIME-Version: 1.0',
      ...headers,
      ...(parts.length === 0
        ? [body]
        : [
            `Content-Type: multipart/mixed; boundary=${BOUNDARY}`,
            '',
            ...[body, ...parts].map((part) => `--${BOUNDARY}\r\n${part}`),
            `--${BOUNDARY}--`,
          ]),
      '',
    ].join('\r\n'),
  );
}

/** A file that comes with a mail. */
export const aFile = (name: string, content = 'something', type = 'application/octet-stream'): string =>
  [
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(content).toString('base64'),
  ].join('\r\n');
