import { cardLikeness } from './bank-card.ts';
import { type NamedFigures, namedFiguresIn } from './named-figures.ts';
import { mobileOf } from './phone-number.ts';
import { isResidentId } from './resident-id.ts';
import type { Page, PersonalKind, Span } from './span.ts';

const NAMES =
  /(?<account>[账帐賬帳][号號户戶]|\b(?:account|acct|a\/c)\b)|(?<household>[户戶][号號]|支付[宝寶]|\balipay)|(?<number>卡[号號]|[银銀]行卡|信用卡|储蓄卡|借记卡)|(?<card>[卡行]|\bcard\b)/g;
const ELSEWHERE = /(?:支付[宝寶]|alipay|微信|qq|抖音|淘宝|京东|游戏|登录|登陆|电费|水费|燃气|煤气|缴费)[的 ]?$/;
const OF_THE_SHOP =
  /(?:(?:会员|會員|礼品|购物|提货|储值|充值|优惠|积分|校园|电话|流量)卡?|[客用]|\b(?:gift|loyalty|member|membership|sim|store) )$/;
const WIDEST_BEFORE = 12;
const [SHORTEST_CARD, LONGEST_CARD] = [12, 19];
const COUNTED = /^ ?[件个個只盒张張份次单單]/;
const WRITTEN_CARD = /^62\d{14,17}$/;
const CARD_ABROAD = /^\d{15,19}$/;

/** Numbers of accounts and cards that are named so directly before: cards even where their check fails, for people mistype. */
export function namedAccountsIn(page: Page): Span[] {
  return namedFiguresIn(page, NAMES).flatMap((one) => {
    const named = COUNTED.test(page.text.slice(one.end, one.end + 2)) ? withoutCount(one) : one;
    const { digits, start, end } = named;
    const kind = kindOf(named, page.text.charAt(end));
    return kind ? [{ kind, start, end, value: kind === 'mobile' ? (mobileOf(digits) ?? digits) : digits }] : [];
  });
}

/** 4111 1111 1111 1111 2 件: without its last figures the check of a card holds. */
function withoutCount(named: NamedFigures): NamedFigures {
  const groups = named.groups.slice(0, -1);
  const digits = groups.map((group) => group.digits).join('');
  const isCount = named.digits.length - digits.length < 3 && cardLikeness(named.digits) === 'no';
  if (!isCount || cardLikeness(digits) === 'no') return named;
  return { ...named, digits, groups, end: groups.at(-1)?.end ?? named.end };
}

/** What its form makes sure goes before its name, for it may have to be sealed by itself. */
function kindOf({ digits, name: { groups = {}, index, input } }: NamedFigures, next: string): PersonalKind | undefined {
  if (isResidentId(digits)) return 'idNumber';
  if (/x/i.test(next) && isResidentId(`${digits}X`)) return undefined;
  if (mobileOf(digits)) return 'mobile';
  if (cardLikeness(digits) === 'surely') return 'bankCard';
  const before = input.slice(Math.max(0, index - WIDEST_BEFORE), index);
  if (OF_THE_SHOP.test(before)) return undefined;
  if (groups['card'] !== undefined) return isWrittenCard(digits, groups['card']) ? 'bankCard' : undefined;
  const isBanks = groups['household'] === undefined && !ELSEWHERE.test(before);
  return isBanks && digits.length >= SHORTEST_CARD && digits.length <= LONGEST_CARD ? 'bankCard' : 'account';
}

const isWrittenCard = (digits: string, word: string) => (word === 'card' ? CARD_ABROAD : WRITTEN_CARD).test(digits);
