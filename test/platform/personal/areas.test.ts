import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AREAS } from '#platform/personal/areas.ts';
import { placesIn } from '#platform/personal/places.ts';

const SOURCE = '../shared/samples/addresses/pca.json';
const NO_NAMES = ['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'];

const unpacked = AREAS.flatMap(([, ending, length, stems]) =>
  Array.from({ length: stems.length / length }, (_, nth) => stems.slice(nth * length, (nth + 1) * length) + ending),
);

describe('the places', () => {
  it('are unpacked whole', () => {
    expect(unpacked).toEqual(
      expect.arrayContaining(['北京市', '鄂伦春自治旗', '单县', '双江拉祜族佤族布朗族傣族自治县']),
    );
    expect(unpacked.length).toBeGreaterThan(3_300);
  });

  it.each([
    ['寄到内蒙古呼和浩特市新城区', ['内蒙古', '呼和浩特市', '新城区']],
    ['广西桂林', ['广西', '桂林']],
    ['在南京西路', []],
    ['南京市鼓楼区', ['南京市', '鼓楼区']],
    ['京', []],
  ])('in %s are %j', (text, names) => {
    expect(placesIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(names);
  });

  // Runs where the samples lie beside the repository; the packed names are in it.
  it.skipIf(!existsSync(SOURCE))('are those of their source', () => {
    const source = JSON.parse(readFileSync(SOURCE, 'utf8')) as Record<string, Record<string, string[]>>;
    const names = Object.entries(source).flatMap(([province, cities]) => [
      province,
      ...Object.entries(cities).flatMap(([city, areas]) => [city, ...areas]),
    ]);

    expect(new Set(unpacked)).toEqual(new Set(names.filter((name) => !NO_NAMES.includes(name))));
  });
});
