const HEAD = 'From: zhang@mail.example\r\nSubject: A broken cup\r\n';
const MULTIPART = 'Content-Type: multipart/mixed; boundary=b\r\n\r\n';
const FLOWED = 'Content-Type: text/plain; format=flowed\r\n\r\n';
const WORD = '=?utf-8?B?/w==?= ';

const nested = (depth: number): string =>
  Array.from(
    { length: depth },
    (_, nth) => `Content-Type: multipart/mixed; boundary="b${nth}"\r\n\r\n--b${nth}\r\n`,
  ).join('');

const encoding = (name: string): string => `${HEAD}Content-Transfer-Encoding: ${name}\r\n\r\n`;

/** Mails made to make a reader slow or large; up to 30 MB, what SES would bring. */
export const MAIL_BOMBS: Readonly<Record<string, () => string>> = {
  '10,000 levels': () => HEAD + nested(10_000),
  '100,000 parts': () => `${HEAD}${MULTIPART}${'--b\r\n\r\nx\r\n'.repeat(100_000)}`,
  '3 MB of headers': () => `${HEAD}${`X-Long: ${'y'.repeat(990)}\r\n`.repeat(3_000)}\r\nx`,
  'one header of 3 MB': () => `${HEAD}X-Long: ${'y'.repeat(3_000_000)}\r\n\r\nx`,
  'a million empty lines': () => `${HEAD}\r\n${'\r\n'.repeat(1_000_000)}`,
  'thirty million empty lines': () => `${HEAD}\r\n${'\n'.repeat(30_000_000)}`,
  'seven million lines like boundaries': () => `${HEAD}${MULTIPART}${'--x\n'.repeat(7_000_000)}`,
  'the same under 49 levels': () => `${HEAD}${nested(49)}\r\n${'--x\n'.repeat(7_000_000)}`,
  '10,000 mails in mails': () => HEAD + 'Content-Type: message/rfc822\r\n\r\n'.repeat(10_000),
  '30 MB of quoted-printable': () => encoding('quoted-printable') + '='.repeat(30_000_000),
  '30 MB of padded base64': () => encoding('base64') + 'A='.repeat(15_000_000),
  '30 MB of an attachment': () =>
    `${HEAD}Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'QUJD'.repeat(19)}\r\n`.repeat(380_000)}`,
  '30 MB of HTML': () => `${HEAD}Content-Type: text/html\r\n\r\n${'<p <'.repeat(7_500_000)}`,
  '30 MB of what may be Chinese': () =>
    `${HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\n${'\xc4\xe3'.repeat(15_000_000)}`,
  '20,000 recipients': () => `${HEAD}To: ${'<a@mail.example>,'.repeat(12_000)}\r\n\r\nx`,
  'a subject of encoded words': () => `From: zhang@mail.example\r\nSubject: ${WORD.repeat(12_000)}\r\n\r\nx`,
  'a name of brackets': () => `From: ${'('.repeat(200_000)}\r\nSubject: x\r\n\r\nx`,
  'a type of parameters': () => `${HEAD}Content-Type: text/plain; ${'a*0=b; '.repeat(30_000)}\r\n\r\nx`,
  '2 MB of quotations': () => `${HEAD}\r\n${'> a\nb\n'.repeat(350_000)}`,
  '2 MB of one flowed paragraph': () => `${HEAD}${FLOWED}${'a \n'.repeat(700_000)}`,
  '2 MB of one flowed quotation': () => `${HEAD}${FLOWED}${'> a \n'.repeat(400_000)}`,
  '2 MB of one flowed paragraph without its spaces': () =>
    `${HEAD}${FLOWED.replace('flowed', 'flowed; delsp=yes')}${'a \n'.repeat(700_000)}`,
  '2 MB of introductions': () => `${HEAD}\r\n${`${'12:00 2024 @x'.repeat(20)}:\n`.repeat(8_000)}`,
  'a report on 30,000 addresses': () =>
    `${HEAD}Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${'Final-Recipient: rfc822; a@mail.example\r\nStatus: 5.1.1\r\n\r\n'.repeat(30_000)}--b--`,
  '600 KB of what may be addresses': () =>
    `From: MAILER-DAEMON@mail.example\r\nSubject: Undelivered Mail\r\n\r\n550 5.1.1\n${`${'a@'.repeat(500)}\n`.repeat(600)}`,
};
