import { lazily } from '#platform/lazy.ts';
import { AREAS } from './areas.ts';

/** A province, city or area named in a text; `short` says that its 省, 市 and the like is missing. */
export type Place = { readonly start: number; readonly end: number; readonly level: Level; readonly short: boolean };
type Level = (typeof AREAS)[number][0];
type Name = { readonly name: string; readonly level: Level; readonly short: boolean };

const MORE: readonly Name[] = ['香港特别行政区', '澳门特别行政区', '台湾省', '香港', '澳门', '台湾', '内蒙'].map(
  (name) => ({
    name,
    level: 'province',
    short: name.length === 2,
  }),
);
const THREE_LETTERS = ['内蒙古', '黑龙江'];
const STREET = '路街道巷';
const BETWEEN = '东西南北中大一二三';

/** By the first two letters, the longest name first. */
const names = lazily(() => {
  const byStart = new Map<number, Name[]>();
  for (const entry of [...AREAS.flatMap(unpack), ...MORE]) {
    const start = startAt(entry.name, 0);
    byStart.set(start, [...(byStart.get(start) ?? []), entry]);
  }
  for (const entries of byStart.values()) entries.sort((one, other) => other.name.length - one.name.length);
  return byStart;
});

/** The places a text names, from left to right, the longest at each point; one pass. */
export function placesIn(text: string): Place[] {
  const found: Place[] = [];
  for (let at = 0; at < text.length - 1; at++) {
    const place = placeAt(text, at);
    if (!place || isStreet(text, place)) continue;
    found.push(place);
    at = place.end - 1;
  }
  return found;
}

function placeAt(text: string, start: number): Place | undefined {
  const found = names()
    .get(startAt(text, start))
    ?.find(({ name }) => text.startsWith(name, start));
  return found && { start, end: start + found.name.length, level: found.level, short: found.short };
}

/** Streets bear the names of cities: 南京路 and 中山东一路 lie in neither. */
function isStreet(text: string, { end, short }: Place): boolean {
  if (!short || placeAt(text, end)) return false;
  let at = end;
  while (at < end + 2 && BETWEEN.includes(text.charAt(at) || ' ')) at++;
  return STREET.includes(text.charAt(at) || ' ');
}

/** Two letters as one small number; pairs that share one are told apart by their names. */
const startAt = (text: string, at: number) => (text.charCodeAt(at) << 15) ^ text.charCodeAt(at + 1);

function unpack([level, ending, length, stems]: (typeof AREAS)[number]): Name[] {
  const all = Array.from({ length: stems.length / length }, (_, nth) => stems.slice(nth * length, (nth + 1) * length));
  return all.flatMap((stem) => {
    const short = shortened(level, ending, stem);
    return [
      { name: `${stem}${ending}`, level, short: false },
      ...(short === undefined ? [] : [{ name: short, level, short: true }]),
    ];
  });
}

/** People say 浙江, 新疆 and 杭州; an area is hardly ever said without its ending. */
function shortened(level: Level, ending: string, stem: string): string | undefined {
  if (level === 'province') return THREE_LETTERS.includes(stem) ? stem : stem.slice(0, 2);
  return level === 'city' && ending === '市' ? stem : undefined;
}
