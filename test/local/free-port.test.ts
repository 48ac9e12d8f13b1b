import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { firstFreePort } from '../../infra/local/free-port.ts';

describe('the port of the house', () => {
  it('is a later one when the one wished for is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;

    const found = await firstFreePort(port);
    taken.close();

    expect(found).toBeGreaterThan(port);
  });

  it('is the one wished for when nobody has it', async () => {
    const passing = createServer().listen(0, '127.0.0.1');
    await once(passing, 'listening');
    const { port } = passing.address() as AddressInfo;
    passing.close();
    await once(passing, 'close');

    expect(await firstFreePort(port)).toBe(port);
  });
});
