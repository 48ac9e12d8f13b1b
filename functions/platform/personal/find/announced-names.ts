import { nameAt } from './name-at.ts';
import { isFree, type Page, type Span } from './span.ts';

const SAID = (
  '我叫 我的名字 名字叫 名字是 姓名 收件人 收货人 联系人 签收人 取件人 寄件人 发件人 户名 持卡人 投诉人 客户名 名叫 收件者 代收人 使用人 预订人 订购人 ' +
  '聯繫人 收貨人 聯絡人'
).split(' ');
const SAID_IN_ENGLISH = ['my name is', 'full name', 'recipient', 'consignee', 'receiver', 'contact person'];
const FILLER = ' \t\n:,-=|"“「\'[(是为為叫名字写填';
const PHRASES = [
  '应该',
  '应为',
  '应是',
  '改为',
  '改成',
  '换成',
  '写成',
  '就是',
  '还是',
  '分别',
  '写的',
  '填的',
  '填写',
  '写着',
];
const LONGEST_FILLER = 10;

/** Names that a word announces: 我叫, 收件人 and the like. */
export function announcedNamesIn(page: Page): Span[] {
  const lower = page.text.toLowerCase();
  const text = lower.length === page.text.length ? lower : page.text;
  return [
    ...SAID.flatMap((word) => after(page, page.text, word)),
    ...SAID_IN_ENGLISH.flatMap((word) => after(page, text, word)),
  ];
}

function after(page: Page, text: string, word: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const from = at + word.length;
    const start = skipFiller(text, from);
    const span = nameAt(page.text, start, text.slice(from, start).includes(':'));
    if (span && isFree(page, span)) found.push(span);
  }
  return found;
}

function skipFiller(text: string, from: number): number {
  let at = from;
  while (at < from + LONGEST_FILLER) {
    if (PHRASES.includes(text.slice(at, at + 2))) at += 2;
    else if (FILLER.includes(text[at] ?? '*')) at++;
    else break;
  }
  return at;
}
