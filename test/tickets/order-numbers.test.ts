import { describe, expect, it } from 'vitest';
import { standardized } from '#clocks/presets/standardized.ts';
import { maskText, sealAtDoor } from '#platform/personal/mask-text.ts';
import { OpenTicketInput } from '#tickets/open-ticket.ts';
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

  it('are never the number of an identity document', () => {
    const asked = { kind: 'complaint', channel: 'web', subject: 's', body: 'b', orderNumber: ID };

    expect(OpenTicketInput.body.safeParse(asked).error?.issues[0]?.path).toEqual(['orderNumber']);
  });
});
