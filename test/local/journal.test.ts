import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { journal } from '../../infra/local/journal.ts';
import { aFolder } from './an-assembly.ts';

const SAID = { phone: '13800138000', text: '您好, my number is 13800138000' };

describe('the journal', () => {
  it('gives back what it was given, also after it was opened again', () => {
    const folder = aFolder();
    const first = journal(folder);
    first.put('delivery', '1', SAID);
    first.put('delivery', '2', [1, null, 'a']);
    first.remove('delivery', '2');
    first.close();
    const second = journal(folder);
    expect([second.get('delivery', '1'), second.get('delivery', '2')]).toEqual([SAID, undefined]);
    expect(second.all('delivery')).toEqual([{ key: '1', value: SAID }]);
    second.close();
  });

  it('leaves no byte of a value on the disk, nor of one that was removed', () => {
    const folder = aFolder();
    const kept = journal(folder);
    for (const key of ['1', '2']) kept.put('delivery', key, SAID);
    kept.remove('delivery', '2');
    for (const file of readdirSync(folder))
      expect(readFileSync(join(folder, file)).includes('13800138000')).toBe(false);
    kept.close();
  });

  it('keeps no sealed byte either of what was removed, once it was closed', () => {
    const folder = aFolder();
    const kept = journal(folder);
    const before = new Map<string, string>();
    for (const key of ['1', '2', '3']) kept.put('delivery', key, SAID);
    const database = new DatabaseSync(join(folder, 'runtime.db'));
    for (const { key, value } of database.prepare('SELECT key, value FROM entry').all())
      before.set(String(key), String(value));
    database.close();
    kept.remove('delivery', '2');
    kept.put('delivery', '3', 'other');
    kept.close();
    const bytes = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
    const lies = (key: string) => bytes.some((file) => file.includes(before.get(key) ?? ''));
    expect([lies('1'), lies('2'), lies('3')]).toEqual([true, false, false]);
  });

  it('still reads what was written before values were sealed', () => {
    const folder = aFolder();
    journal(folder).close();
    const database = new DatabaseSync(join(folder, 'runtime.db'));
    database.exec(`INSERT INTO entry (kind, key, value) VALUES ('clock', 'offset', '3600000')`);
    database.close();
    const kept = journal(folder);
    expect(kept.get('clock', 'offset')).toBe(3_600_000);
    kept.close();
  });
});
