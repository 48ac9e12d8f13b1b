import { describe, expect, it } from 'vitest';
import type { Policy } from '#clocks/policy.ts';
import { standardized } from '#clocks/presets/standardized.ts';
import { maskText, sealAtDoor } from '#platform/personal/mask-text.ts';
import { expectImpersonal } from '#tickets/impersonal.ts';
import { orderNumbersOf } from '#tickets/order-numbers.ts';

const ID = '11010519491231002X';
const policy = { ...standardized, orderNumbers: ['JD##############'] };

describe('the order numbers in a text', () => {
  it('are left alone in the forms of the shop, and as the ticket has it', () => {
    const orderNumbers = orderNumbersOf({ orderNumber: 'SO-1001' }, policy);

    expect(maskText('订单 JD13812345678901 和 SO-1001', { orderNumbers }).text).toContain('JD13812345678901');
  });

  it.each([ID, '13812345678', '6222021234567890128'])(
    'are not what somebody calls an order number: %s stays masked',
    (number) => {
      const orderNumbers = orderNumbersOf({ orderNumber: number }, policy);

      expect(orderNumbers).toEqual(policy.orderNumbers);
      expect(maskText(sealAtDoor(`号码 ${number}`, { orderNumbers }).text, { orderNumbers }).text).not.toContain(
        number,
      );
    },
  );
});

const active = async () => ({ ...policy, orderNumbers: ['###########', 'A#################'] });
const refusedAs = (orderNumber: string, policies = { active: async () => policy as Policy }) =>
  expectImpersonal({ orderNumber }, policies).then(
    () => undefined,
    ({ errors }) => errors,
  );

describe('what somebody calls an order number', () => {
  it.each([
    ['wang@example.com', 'is an address of mail, and no number of the shop'],
    ['SO-1/wang@example.com', 'is an address of mail, and no number of the shop'],
    ['13812345678', expect.stringContaining('is a phone number')],
    ['+8613812345678', expect.stringContaining('is a phone number')],
    ['138-1234-5678', expect.stringContaining('is a phone number')],
    [ID, expect.stringContaining('is the number of an identity document')],
  ])('is refused when it is %s', async (number, message) => {
    expect(await refusedAs(number)).toEqual([{ path: 'body.orderNumber', code: 'personal', message }]);
  });

  it.each([
    'SO-1001',
    'JD13812345678901',
    'A13812345678',
    '113812345678',
    '202603021234567890',
    '123456789012345',
    '6222021234567890128',
    'SO@2024',
  ])('is taken when it is %s', async (number) => {
    expect(await refusedAs(number)).toBeUndefined();
  });

  it('is taken in the forms of the shop, whatever it looks like', async () => {
    expect(await refusedAs('13812345678', { active })).toBeUndefined();
    expect(await refusedAs('13812345678')).toHaveLength(1);
  });
});

describe('the number of a ticket in the caller’s system', () => {
  const refused = (id: string, policies = { active: async () => policy as Policy }) =>
    expectImpersonal({ externalId: { id } }, policies).then(
      () => undefined,
      ({ errors }) => errors,
    );

  it.each(['wang@example.com', '13812345678', '+8613812345678', ID])('is not %s', async (id) => {
    expect(await refused(id)).toMatchObject([{ path: 'body.externalId.id' }]);
  });

  it.each(['T-1', 'C13812345678', '1234567890', 'a@b'])('may be %s', async (id) => {
    expect(await refused(id)).toBeUndefined();
  });

  it('may be anything in the forms of the shop', async () => {
    expect(await refused('13812345678', { active })).toBeUndefined();
  });
});
