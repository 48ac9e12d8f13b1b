const DELIMITER = /^\s{0,3}(?:--|__)\s*$/;
const RULE = /^\s{0,3}(?:[—–]{3,80}|[-_]{5,80})\s*$/;
const LONGEST_SENT_FROM = 160;
// No comma and no full stop: "Sent from my desk, is much easier" is a sentence.
const SENT_FROM =
  /^\s{0,10}(?:sent from (?:my |typeapp|outlook|mail for|yahoo|proton|samsung|the )|get outlook for |envoyé (?:depuis|de mon|à partir de)|gesendet (?:von|mit) |von meinem .{1,30} gesendet|enviado (?:desde|do|a partir do) |inviato (?:da|dal) |verzonden (?:vanaf|met|vanuit) |skickat från |sendt fra |lähetetty |wysłane z |отправлено (?:с|из) |发自|發自|[来來]自\s?(?:我的|outlook|foxmail|.{1,15}手机))[^,，。!?！？]{0,60}(?:<[^>]{0,250}>?)?\s*$/i;
const SENT_END = /[^.\s]\s*$/;
const TABLE = /^\s{0,3}\|/;
const TABLE_LINES = 12;
const NETEASE = /^\s{0,10}\|?\s{0,10}(?:签名由|由)\s?.{0,4}网易邮箱大师/;
const SENTENCE_END = /[.。！!？?；;，,]\s*$/;
const LONGEST_LINE = 60;
const MOST_LINES = 8;
const MOST_DELIMITED = 25;

/** Whether the rest of a text, from a line on, is a signature. */
export function isSignature(lines: readonly string[], from: number): boolean {
  const line = lines[from] ?? '';
  const rest = lines.slice(from + 1, from + 2 + MOST_DELIMITED).filter((other) => other.trim() !== '');
  if (DELIMITER.test(line)) return lines.length - from <= MOST_DELIMITED * 2;
  if (RULE.test(line)) return rest.length > 0 && rest.length <= MOST_LINES && rest.every(isCard);
  if (TABLE.test(line)) return lines.slice(from, from + TABLE_LINES).some((other) => NETEASE.test(other));
  return isSentFrom(line) && rest.length === 0;
}

/** A line a phone or a mail program adds, in its own words. */
function isSentFrom(line: string): boolean {
  return line.length <= LONGEST_SENT_FROM && ((SENT_FROM.test(line) && SENT_END.test(line)) || NETEASE.test(line));
}

/** What stands on a card: short, and no sentence. */
const isCard = (line: string): boolean => line.length <= LONGEST_LINE && !SENTENCE_END.test(line);
