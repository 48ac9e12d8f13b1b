const LONGEST = 40; // characters; a longer text says something else as well
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;

// What the law lets people write (C4). Some of it is said of other things as well: of a parcel, of a solution that was offered.
const CERTAIN = ['退订', '退訂', 'UNSUBSCRIBE', 'STOPALL', 'TD'];
const REFUSALS = [...CERTAIN, '拒收', '拒绝', '拒絕', 'STOP'];
const BARE = [...CERTAIN, '拒收短信', '拒收', 'STOP'];
const ECHOES = ['回复', '回']; // of 回复TD退订
const SHORTEST = 'T'; // TT is a face that weeps
// The words people put around it.
const BEFORE = [...ECHOES, '请', '麻烦', '我要', '我想', '我', '全部', 'PLEASE'];
const AFTER = ['短信', '信息', '谢谢', '了', '吧', '啊', '呢', '您', '你们', 'PLEASE', 'THANKS'];

/** How sure it is that a text refuses further messages: it says nothing else; it does, in a sentence; it may mean something else. */
export type OptOut = 'bare' | 'certain' | 'possible';

/**
 * Whether a reply refuses further commercial messages: 退订, 拒收, 拒绝, TD, T, STOP or UNSUBSCRIBE and hardly anything
 * else, in any width, case and punctuation (C4).
 */
export function optOut(text: string): OptOut | undefined {
  if (text.length > LONGEST) return undefined;
  const words = text.normalize('NFKC').toUpperCase().replace(NOT_WORDS, '');
  const answered = without(ECHOES, words);
  if (answered === SHORTEST || isOnly(BARE, answered)) return 'bare';
  const core = withoutLast(withoutFirst(words));
  if (isOnly(CERTAIN, core)) return 'certain';
  return isOnly(REFUSALS, core) ? 'possible' : undefined;
}

const isOnly = (of: readonly string[], text: string): boolean => text !== '' && withoutAll(of, text) === '';

function without(of: readonly string[], text: string): string {
  const found = of.find((word) => text.startsWith(word));
  return found ? text.slice(found.length) : text;
}

function withoutAll(of: readonly string[], text: string): string {
  const shorter = without(of, text);
  return shorter === text ? text : withoutAll(of, shorter);
}

const withoutFirst = (text: string): string => withoutAll(BEFORE, text);

function withoutLast(text: string): string {
  const found = AFTER.find((word) => text.endsWith(word));
  return found ? withoutLast(text.slice(0, -found.length)) : text;
}
