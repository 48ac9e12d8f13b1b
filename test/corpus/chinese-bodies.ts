import type { Random } from './random.ts';

const SIMPLIFIED = [
  '你好，我上周买的杯子收到的时候已经碎了，包装太薄。',
  '客服两天没有回复，请尽快处理，否则我要投诉到平台。',
  '订单显示已签收，可是我根本没有收到，快递员也不接电话。',
  '退款申请已经提交三天，为什么还没有到账？',
  '衣服颜色和图片完全不一样，洗了一次就缩水，想退货。',
  '请问发票什么时候可以开？公司报销需要增值税专用发票。',
  '冰箱不制冷，师傅来了两次都没有修好，要求换一台新的。',
  '水果有一半是坏的，照片已经发给你们了，请看附件。',
  '谢谢你们的帮助，问题解决了，祝工作顺利！',
  '会员积分为什么突然清零了？我没有兑换过任何礼品。',
  '地址写错了，麻烦改成北京市海淀区，电话不变。',
  '热水器漏水，把地板都泡坏了，损失谁来承担？',
] as const;

const TRADITIONAL = [
  '您好，我上週買的杯子收到時已經破了，包裝太薄。',
  '客服兩天沒有回覆，請盡快處理，否則我要投訴。',
  '訂單顯示已簽收，可是我根本沒有收到，快遞員也不接電話。',
  '退款申請已經提交三天，為什麼還沒有到帳？',
  '衣服顏色和圖片完全不一樣，洗了一次就縮水，想退貨。',
  '請問發票什麼時候可以開立？公司報帳需要統一編號。',
  '冰箱不製冷，師傅來了兩次都沒有修好，要求換一台新的。',
  '謝謝你們的幫助，問題解決了，祝工作順利！',
] as const;

export const CHARSETS = ['gbk', 'gb18030', 'big5', 'utf-8'] as const;
export type Charset = (typeof CHARSETS)[number];
export type Body = { readonly text: string; readonly bytes: Uint8Array; readonly label: string };

/** A text of two to six sentences in one charset, labelled as another, or as nothing that could hold it. */
export function wronglyLabelled(random: Random, charset: Charset): Body {
  const text = Array.from({ length: 2 + random.below(5) }, () => sentence(random, charset)).join('\n');
  const labels = ['gbk', 'gb18030', 'gb2312', 'big5', 'utf-8', 'us-ascii', 'iso-8859-1', 'x-unknown'];
  return { text, bytes: encoded(text, charset), label: random.oneOf(labels.filter((label) => label !== charset)) };
}

function sentence(random: Random, charset: Charset): string {
  const words = random.oneOf(charset === 'big5' ? TRADITIONAL : SIMPLIFIED);
  const extra = charset === 'gb18030' || charset === 'utf-8' ? random.oneOf(['', '😀', '㐂']) : '';
  return `${random.oneOf(['', `A${random.digits(6)} `, 'OK, '])}${words}${extra}`;
}

const codes = new Map<Charset, Map<string, Buffer>>();

/** Text as bytes of a charset: Node only decodes, so its tables are turned round. */
export function encoded(text: string, charset: Charset): Buffer {
  if (charset === 'utf-8') return Buffer.from(text);
  const table = codes.get(charset) ?? tableOf(charset);
  codes.set(charset, table);
  return Buffer.concat(Array.from(text, (sign) => table.get(sign) ?? (sign < '\x80' ? Buffer.from(sign) : four(sign))));
}

function tableOf(charset: Charset): Map<string, Buffer> {
  const decoder = new TextDecoder(charset === 'big5' ? 'big5' : 'gb18030', { fatal: true });
  const found = new Map<string, Buffer>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const bytes = Buffer.from([lead, trail]);
      const sign = decodedBy(decoder, bytes);
      if (sign !== undefined && Array.from(sign).length === 1 && !found.has(sign)) found.set(sign, bytes);
    }
  }
  return found;
}

function decodedBy(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

const fours = new Map<string, Buffer>();

/** GB 18030 writes what GBK has not in four bytes; those of the two signs used here are looked for once. */
function four(sign: string): Buffer {
  const known = fours.get(sign);
  if (known) return known;
  const decoder = new TextDecoder('gb18030');
  for (let second = 0x30; second <= 0x39; second += 1)
    for (let third = 0x81; third <= 0xfe; third += 1)
      for (let fourth = 0x30; fourth <= 0x39; fourth += 1)
        for (const first of [0x81, 0x94, 0x95]) {
          const bytes = Buffer.from([first, second, third, fourth]);
          if (decoder.decode(bytes) === sign) {
            fours.set(sign, bytes);
            return bytes;
          }
        }
  throw new Error(`no four bytes for U+${sign.codePointAt(0)?.toString(16)}`);
}
