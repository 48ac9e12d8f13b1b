const LONGEST = 500;
const MOST_PREFIXES = 30;
const SPACES = /\s+/g;
// What mail programs put before the subject of an answer or a forwarded mail, counted or not: "Re:", "回复(2):", "AW[3]:".
const PREFIX =
  /^(?:re|r|res|aw|antw|sv|vs|odp|ynt|rif|ref|回复|回覆|答复|答覆|回信|返信|답장|отв|fw|fwd|wg|tr|rv|vb|doorst|enc|pd|i|il|ilt|转发|轉發|轉寄|转寄|転送|전달|пер)\s?(?:[[(]\d{1,3}[\])]|\*\d{1,3}|\^\d{1,3})?\s?:\s*/;
const OUTSIDE = /^\[(?:external|ext|外部|外部邮件|외부)\]\s*/;

/** A subject as a conversation is known by it: without prefixes, in one width, in lower case. */
export function normalSubject(subject: string): string {
  let text = subject.slice(0, LONGEST).normalize('NFKC').toLowerCase().replace(SPACES, ' ').trim();
  for (let nth = 0; nth < MOST_PREFIXES; nth += 1) {
    const rest = text.replace(PREFIX, '').replace(OUTSIDE, '');
    if (rest === text) break;
    text = rest;
  }
  return text.trim();
}
