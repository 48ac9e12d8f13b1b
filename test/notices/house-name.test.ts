import { afterEach, describe, expect, it } from 'vitest';
import { houseName } from '#notices/house-name.ts';

afterEach(() => {
  delete process.env['HOUSE_NAME'];
});

describe('the name of the house', () => {
  it.each([
    ['米拉商城', '米拉商城'],
    [' 米拉\r\nBcc: eve@example.com ', '米拉 Bcc: eve@example.'],
    ['\u202e城商', '城商'],
    ['', undefined],
    [' \n ', undefined],
  ])('given as %j is %j, one short line', (given, name) => {
    process.env['HOUSE_NAME'] = given;

    expect(houseName()).toBe(name);
  });

  it('is none where the deployment says none', () => {
    expect(houseName()).toBeUndefined();
  });
});
