import { both, safe } from './page-text.ts';

const SHOP = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });
const UNITS = [
  ['day', 86_400_000, 48 * 3_600_000],
  ['hour', 3_600_000, 2 * 3_600_000],
  ['minute', 60_000, 2 * 60_000],
  ['second', 1000, 0],
] as const; // its milliseconds, and from which distance on it is spoken of
const CHINESE = new Intl.RelativeTimeFormat('zh-CN');
const ENGLISH = new Intl.RelativeTimeFormat('en');

/** An instant as it is read in the shop (Asia/Shanghai, as in the mails); the instant itself stands behind it. */
export function shopTime(instant: string): string {
  const at = Date.parse(instant);
  const text = Number.isNaN(at) ? instant : SHOP.format(at);
  return `<time datetime="${safe(instant)}">${safe(text)}</time>`;
}

/** The minute of an instant as a field for the shop's time takes it. */
export const shopMinute = (instant: string): string => SHOP.format(Date.parse(instant)).slice(0, 16).replace(' ', 'T');

/** How far ahead an instant is, in both languages. */
export function ahead(instant: string, now: string): string {
  const distance = Math.max(0, Date.parse(instant) - Date.parse(now));
  if (distance < 1000) return both('现在', 'now');
  const [unit, size] = UNITS.find(([, , from]) => distance >= from) ?? UNITS[3];
  const count = Math.round(distance / size);
  return both(CHINESE.format(count, unit), ENGLISH.format(count, unit));
}
