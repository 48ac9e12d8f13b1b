import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { clearOf } from '#customers/clear-of.ts';
import { contactPlace, placeOf } from '#customers/customer-item.ts';
import { memoryKeyring } from '../intake/memory-keyring.ts';
import { aCustomer, noon } from './some.ts';

describe('a record that is opened', () => {
  it('shows a name and a number to whoever reads them, and in nothing that prints them', async () => {
    const key = await memoryKeyring().of('u-wang');
    const { name, contacts } = clearOf(
      aCustomer({
        name: { sealed: key.seal(placeOf('u-wang', 'name'), '王小明'), masked: '王**', index: 'name-1' },
        contacts: [
          {
            ...{ kind: 'phone', index: 'phone-1', masked: '138****8000', proven: true, since: noon },
            sealed: key.seal(contactPlace('u-wang', 'phone-1'), '+8613800138000'),
          },
        ],
      }),
      ['name', 'phone'],
      key,
    );

    expect([name?.text, ...contacts.map(({ value }) => value.text)]).toEqual(['王小明', '+8613800138000']);
    expect(`${name}${JSON.stringify(contacts)}${inspect({ name, contacts }, { depth: 9 })}`).not.toMatch(
      /小明|13800138000/,
    );
  });
});
