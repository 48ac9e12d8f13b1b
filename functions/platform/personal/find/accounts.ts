import { isFree, type Page, type Span } from './span.ts';

const QQ = ['qq', '扣扣', '企鹅号', 'q号'];
const WECHAT = ['微信', '薇信', '威信', 'v信', 'wechat', 'weixin', '加v', 'vx', 'wx'];
const ALIPAY = ['支付宝', '支付寶'];
const FILLER = ' \t:,-=("\'号號码碼是為为加我的账賬帐帳户戶';
const FILLER_WORDS = ['id', 'account', 'is', 'no', 'name'];
const LONGEST_FILLER = 20;
const NUMBER = /^[1-9]\d{4,10}$/;
const NAME = /^[a-z][\w-]{5,19}$/i;

type Fits = (token: string, isAnnounced: boolean) => boolean;

/** QQ numbers, names at WeChat and at Alipay, only after the word that says so. */
export function accountsIn(page: Page): Span[] {
  const lower = page.text.toLowerCase();
  const text = lower.length === page.text.length ? lower : page.text;
  return [
    ...QQ.flatMap((word) => after(page, text, word, (token) => NUMBER.test(token))),
    ...WECHAT.flatMap((word) => after(page, text, word, isWechat)),
    ...ALIPAY.flatMap((word) => after(page, text, word, isWechat)),
    ...after(page, text, 'alipay', (token) => NAME.test(token) && /\d/.test(token)),
  ];
}

/** WeChat's own rule, and fit for Alipay: six to twenty signs, a letter first; a word that nothing announces is just a word. */
const isWechat: Fits = (token, isAnnounced) => NAME.test(token) && (isAnnounced || /[\d_-]/.test(token));

function after(page: Page, lower: string, word: string, fits: Fits): Span[] {
  const found: Span[] = [];
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
    if (isLatin(word[0]) && isLatin(lower[at - 1])) continue;
    const from = at + word.length;
    const start = skipFiller(lower, from);
    const end = endOfToken(page.text, start);
    const span: Span = { kind: 'account', start, end, value: page.text.slice(start, end) };
    const isAnnounced = /[:号號是為为=]|id/.test(lower.slice(from, start));
    if (page.text[end] !== '*' && fits(span.value, isAnnounced) && isFree(page, span)) found.push(span);
  }
  return found;
}

const isLatin = (letter = ' ') => /[a-z0-9]/i.test(letter);

function skipFiller(lower: string, from: number): number {
  let at = from;
  while (at < from + LONGEST_FILLER) {
    const word = FILLER_WORDS.find((one) => lower.startsWith(one, at) && !isLatin(lower[at + one.length]));
    if (word && !isLatin(lower[at - 1])) at += word.length;
    else if (FILLER.includes(lower[at] ?? '*')) at++;
    else break;
  }
  return at;
}

function endOfToken(text: string, start: number): number {
  let end = start;
  while (end < start + 24 && /[\w-]/.test(text[end] ?? ' ')) end++;
  return end;
}
