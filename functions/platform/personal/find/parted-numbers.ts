import { cardLikeness } from './bank-card.ts';
import { BETWEEN, digitChains, type Figures } from './digit-chains.ts';
import { mobileOf } from './phone-number.ts';
import { isResidentId } from './resident-id.ts';
import type { Page, Span } from './span.ts';

const PARTING = '/,、。|\\~:;\n\r\u2028\u2029';
const IN_LINES = /[\n\r\u2028\u2029]/;
const PARTED =
  /[0-9零〇幺一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸] ?[/,、。|\\~:;\n\r\u2028\u2029]{1,2} ?[0-9零〇幺一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸]/; // what is read at all
const LONGEST = 19;
const SHAPES = new Set('3-4-4 4-3-4 4-4-3 3-3-5'.split(' '));
const SHAPES_IN_LINES = new Set('3-8 7-4'.split(' ')); // what the end of a line cuts in two

/**
 * Numbers whose figures stand apart by slashes, commas, stops or the ends of lines: 138/1234/5678. Such signs part numbers
 * from each other as well, so only what stands between two of them from end to end is read, and only in the groups people write.
 */
export function partedNumbersIn({ text, taken }: Page): Span[] {
  if (!PARTED.test(text)) return [];
  return digitChains(text, taken, BETWEEN + PARTING).flatMap((chain) => numbersOf(chain, text));
}

function numbersOf(chain: readonly Figures[], text: string): Span[] {
  if (chain.length < 2) return [];
  const whole = spanOf(chain, text);
  return whole ? [whole] : alikeParted(chain, text).flatMap((groups) => spanOf(groups, text) ?? []);
}

/** The stretches of a chain that the same sign parts all through; a group may end one and begin the next. */
function alikeParted(chain: readonly Figures[], text: string): Figures[][] {
  const stretches: Figures[][] = [];
  let sign: string | undefined;
  for (const [nth, group] of chain.entries()) {
    const before = chain[nth - 1];
    if (!before) continue;
    const its = text.slice(before.end, group.start).trim();
    if (its === sign) stretches.at(-1)?.push(group);
    else stretches.push([before, group]);
    sign = its;
  }
  return stretches;
}

function spanOf(groups: readonly Figures[], text: string): Span | undefined {
  const [start, end] = [groups[0]?.start ?? 0, groups.at(-1)?.end ?? 0];
  if (groups.reduce((sum, group) => sum + group.digits.length, 0) > LONGEST) return undefined;
  const between = groups.slice(1).map((group, nth) => text.slice(groups[nth]?.end ?? 0, group.start));
  if (!between.some((signs) => Array.from(signs).some((sign) => PARTING.includes(sign)))) return undefined;
  const digits = groups.map((group) => group.digits).join('');
  const lengths = groups.map((group) => group.digits.length);
  if (
    isMobile(
      digits,
      lengths,
      between.every((signs) => IN_LINES.test(signs)),
    )
  ) {
    return { kind: 'mobile', start, end, value: mobileOf(digits) ?? digits };
  }
  if (isResidentId(digits)) return { kind: 'idNumber', start, end, value: digits };
  if (isResidentId(`${digits}X`) && /[Xx]/.test(text.charAt(end))) {
    return { kind: 'idNumber', start, end: end + 1, value: `${digits}X` };
  }
  const isCard = cardLikeness(digits) === 'surely' && lengths.slice(0, -1).every((length) => length === 4);
  return isCard ? { kind: 'bankCard', start, end, value: digits } : undefined;
}

function isMobile(digits: string, lengths: readonly number[], inLines: boolean): boolean {
  const national = mobileOf(digits);
  if (national === undefined) return false;
  const own = withoutLeading(lengths, digits.length - national.length);
  const shape = own.join('-');
  return own.length === national.length || SHAPES.has(shape) || (inLines && SHAPES_IN_LINES.has(shape));
}

/** The lengths of the groups without the country's figures, which stand in a group of their own or begin the first. */
function withoutLeading([first = 0, ...others]: readonly number[], leading: number): readonly number[] {
  return first > leading ? [first - leading, ...others] : others;
}
