import type { Review } from './play.ts';

const TEXTS = [
  '收到的杯子碎了一只，包装太薄，联系客服两天没有人回复。',
  '说好次日达，等了五天还没有送到，也没有人解释原因。',
  '衣服颜色和图片完全不一样，洗了一次就缩水，想退货。',
  '平板用了一周就开不了机，换货要自己出运费，不合理。',
  '水果有一半是坏的，申请退款被拒绝，态度很差！',
  '酒店的房间有霉味，空调是坏的，前台说没有房可以换。',
  '书少了十几页，装订也松了，希望补发一本。',
  '洗发水疑似假货，味道和专柜的不一样，头皮发痒。',
  '热水器漏水，安装师傅来了三次都没有修好。',
  '手机屏幕有划痕，像是别人用过的，要求退一赔三。',
] as const;

/** Complaints of our own, as many as asked for, for when there is no file of reviews. */
export const sampleReviews = (count: number): Review[] =>
  Array.from({ length: count }, (_, index) => ({ row: `${index + 1}`, text: TEXTS[index % TEXTS.length] ?? '' }));
