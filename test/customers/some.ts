import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Known } from '#customers/customer.ts';
import type { Identity } from '#customers/identity.ts';
import { NO_PROFILE } from '#customers/profile.ts';
import type { Wrapping } from '#platform/personal/keyring.ts';
import { at } from '#platform/time/instant.ts';

export const noon = at('2026-03-02T12:00:00Z');

/** A record with an account, known since noon, of whom nothing is kept. */
export const aCustomer = (wish: Partial<Known> = {}): Known => ({
  status: 'known',
  id: 'u-wang',
  account: true,
  apps: [],
  language: 'zh-CN',
  contacts: [],
  profile: NO_PROFILE,
  consents: [],
  purchases: 0,
  lastContactAt: noon,
  absorbed: [],
  apart: [],
  createdAt: noon,
  version: 1,
  ...wish,
});

export const anIdentity = (wish: Partial<Identity> = {}): Identity => ({
  kind: 'phone',
  index: 'phone-1',
  customerId: 'u-wang',
  proven: true,
  since: noon,
  version: 1,
  ...wish,
});

const IV = 12;
const TAG = 16;

/** Wraps data keys under a key that lasts as long as its test. */
export function aWrapping(): Wrapping {
  const master = randomBytes(32);
  return {
    make: async (owner) => {
      const key = randomBytes(32);
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', master, iv).setAAD(Buffer.from(owner));
      return { key, wrapped: Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]) };
    },
    unwrap: async (owner, wrapped) => {
      const bytes = Buffer.from(wrapped);
      const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, IV)).setAAD(Buffer.from(owner));
      decipher.setAuthTag(bytes.subarray(-TAG));
      return Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]);
    },
  };
}
