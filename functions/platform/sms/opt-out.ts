const LONGEST = 40; // characters; a longer text says something else as well
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;

// What the law lets people write (C4), with the words people put around it.
const REFUSALS = ['退订', '退訂', '拒收', '拒绝', '拒絕', 'UNSUBSCRIBE', 'STOPALL', 'STOP', 'TD'];
const BEFORE = ['请', '麻烦', '我要', '我想', '我', '回复', '回', '全部', 'PLEASE'];
const AFTER = ['短信', '信息', '谢谢', '了', '吧', '啊', '呢', '您', '你们', 'PLEASE', 'THANKS'];

/**
 * Whether a reply refuses further commercial messages: 退订, 拒收, 拒绝, TD, T, STOP or UNSUBSCRIBE and hardly anything
 * else, in any width, case and punctuation (C4).
 */
export function isOptOut(text: string): boolean {
  if (text.length > LONGEST) return false;
  const words = text.normalize('NFKC').toUpperCase().replace(NOT_WORDS, '');
  if (words === 'T' || words === '回T' || words === '回复T') return true; // TT is a face that weeps
  const core = withoutLast(withoutFirst(words));
  return core !== '' && withoutRefusals(core) === '';
}

function withoutRefusals(text: string): string {
  const found = REFUSALS.find((word) => text.startsWith(word));
  return found ? withoutRefusals(text.slice(found.length)) : text;
}

function withoutFirst(text: string): string {
  const found = BEFORE.find((word) => text.startsWith(word));
  return found ? withoutFirst(text.slice(found.length)) : text;
}

function withoutLast(text: string): string {
  const found = AFTER.find((word) => text.endsWith(word));
  return found ? withoutLast(text.slice(0, -found.length)) : text;
}
