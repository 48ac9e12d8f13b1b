import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Run, run } from '../corpus/canary/run.ts';
import type { Finding, Scanned } from '../corpus/canary/scan.ts';

let all: Run;
beforeAll(async () => {
  const readers = ['agent', 'privacyOfficer'];
  all = await run({ assembly: inject('assembly'), canaries: 1, many: 1, readers, trouble: false });
});

const wrong = (scanned: readonly Scanned[]) =>
  scanned.flatMap(({ findings }) => findings.filter((one) => !one.permitted));
const places = (findings: readonly Finding[]) => [...new Set(findings.map(({ place, kind }) => `${place}: ${kind}`))];

// A mail in a colleague's name leads to nobody's record: it lies sealed until its 90 days are over, as does a stream's image for a day.
const NOBODYS = /^(bucket incoming|qrt sender)/;

describe('personal data that came in by every way', () => {
  it('was planted in many places, and much of it is kept', () => {
    expect(all.canaries.length).toBeGreaterThan(100);
    expect(all.keys.sealed).toBeGreaterThan(100);
    expect(all.exported.kept).toBeGreaterThan(50);
  });

  it('is readable nowhere but where it may be', () => {
    expect(places(wrong(all.before))).toEqual([]);
  });

  it('went to the person themself, or to whoever may see it', () => {
    expect(all.before.flatMap(({ findings }) => findings.filter(({ permitted }) => permitted)).length).toBeGreaterThan(
      10,
    );
  });

  it("stands in the person's own copy", () => {
    expect(places(all.exported.missing)).toEqual([]);
  });

  it('opens with no key that is left once the person was erased', () => {
    expect(all.erased).toBeGreaterThan(8);
    expect(all.keys.inFreedPages).toBe(0);
    expect(places(wrong(all.after).filter(({ place }) => !NOBODYS.test(place)))).toEqual([]);
  });
});
