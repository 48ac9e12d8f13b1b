import { describe, expect, it } from 'vitest';
import { readGateway } from '#platform/sms/read-gateway.ts';
import { at } from '#platform/time/instant.ts';

const heardAt = at('2026-03-02T12:10:05Z');
const text = { id: 'g-1', from: '13800000001', to: '1069', text: '还没有收到' };

describe('what a gateway of any make tells', () => {
  it('is a reply, at its own moment and with its place in a long message', () => {
    const part = { reference: 7, number: 2, count: 3 };

    expect(readGateway({ ...text, at: '2026-03-02T20:10:00+08:00', part }, heardAt)).toEqual({
      heard: [
        {
          ...{ kind: 'reply', provider: 'gateway', id: 'g-1', from: '+8613800000001', to: '1069', text: text.text },
          ...{ at: '2026-03-02T12:10:00.000Z', parts: { reference: '7', index: 2, count: 3 } },
        },
      ],
      unreadable: 0,
    });
  });

  it('is a reply when it was heard, where it says no moment', () => {
    expect(readGateway(text, heardAt).heard).toMatchObject([{ at: heardAt }]);
  });

  it('is a receipt', () => {
    expect(readGateway([{ id: 5, status: 'failed', code: 'E1' }], heardAt).heard).toEqual([
      { kind: 'receipt', provider: 'gateway', id: '5', status: 'failed', code: 'E1' },
    ]);
  });

  it.each([
    ['no number', { ...text, from: 'somebody' }],
    ['no words', { id: 'g-1', from: '13800000001' }],
    ['a part behind the last', { ...text, part: { reference: '7', number: 4, count: 3 } }],
    ['a part of nothing', { ...text, part: { number: 1, count: 2 } }],
    ['a status of its own', { id: 'g-1', status: 'perhaps' }],
    ['nothing', null],
  ])('cannot be read with %s, and the rest can', (_, strange) => {
    expect(readGateway([strange, text], heardAt)).toMatchObject({ heard: [{ id: 'g-1' }], unreadable: 1 });
  });

  it('is heard up to a hundred entries; what comes after them is kept for a person', () => {
    const told = Array.from({ length: 101 }, (_, n) => ({ ...text, id: `g-${n}` }));

    expect(readGateway(told, heardAt)).toMatchObject({ heard: { length: 100 }, unreadable: 1 });
  });
});
