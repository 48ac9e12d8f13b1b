import { randomBytes } from 'node:crypto';
import type { Resource } from './assembly.ts';
import { type AwsCall, AwsFault, type House, type Service } from './house.ts';
import { type EncryptionContext, type KmsKeys, kmsKeys } from './kms-keys.ts';

type Json = AwsCall['json'];

// KMS quotas: bytes a key seals directly, and bytes of a data key.
const PLAINTEXT_LIMIT = 4096;
const DATA_KEY_LIMIT = 1024;
const SPECS: Record<string, number> = { AES_256: 32, AES_128: 16 };

/** KMS with symmetric keys whose material lies in the journal. */
export function kmsService(house: House): Service {
  const keys = kmsKeys(house);
  const created = Math.floor(house.clock.now() / 1000);
  const operations: Record<string, (json: Json) => unknown> = {
    GenerateDataKey: (json) => generated(keys, json),
    Encrypt: (json) => encrypted(keys, json),
    Decrypt: (json) => decrypted(keys, json),
    DescribeKey: (json) => described(house, keys.find(json['KeyId']), created),
  };
  const run = (operation: string) => {
    const known = operations[operation];
    if (!known) throw new AwsFault('UnknownOperationException', `The local runtime has no kms:${operation}`);
    return known;
  };
  return {
    scope: 'kms',
    needs({ operation, json }) {
      run(operation);
      const key = operation === 'Decrypt' ? keys.keyOf(bytes(json, 'CiphertextBlob')) : keys.find(json['KeyId']);
      const pairs = Object.entries(contextOf(json)).map(([name, value]) => [`kms:EncryptionContext:${name}`, [value]]);
      return [{ action: `kms:${operation}`, resource: key.arn, context: Object.fromEntries(pairs) }];
    },
    answer: async ({ operation, json }) => ({ status: 200, body: run(operation)(json) }),
  };
}

function generated(keys: KmsKeys, json: Json) {
  const { KeySpec, NumberOfBytes } = json;
  const length = KeySpec === undefined ? Number(NumberOfBytes) : SPECS[String(KeySpec)];
  const both = KeySpec !== undefined && NumberOfBytes !== undefined;
  if (both || length === undefined || !Number.isInteger(length) || length < 1 || length > DATA_KEY_LIMIT) {
    throw new AwsFault('ValidationException', 'Please specify either number of bytes or key spec.');
  }
  const key = usable(keys.find(json['KeyId']));
  const plaintext = randomBytes(length);
  const CiphertextBlob = keys.seal(key, plaintext, contextOf(json)).toString('base64');
  return { KeyId: key.arn, CiphertextBlob, Plaintext: plaintext.toString('base64') };
}

function encrypted(keys: KmsKeys, json: Json) {
  const key = usable(keys.find(json['KeyId']));
  const plaintext = bytes(json, 'Plaintext');
  if (plaintext.length > PLAINTEXT_LIMIT) {
    const sentence = `Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to ${PLAINTEXT_LIMIT}`;
    throw new AwsFault('ValidationException', `1 validation error detected: ${sentence}`);
  }
  const CiphertextBlob = keys.seal(key, plaintext, contextOf(json)).toString('base64');
  return { KeyId: key.arn, CiphertextBlob, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
}

function decrypted(keys: KmsKeys, json: Json) {
  const blob = bytes(json, 'CiphertextBlob');
  const key = usable(keys.keyOf(blob));
  if (json['KeyId'] !== undefined && keys.find(json['KeyId']) !== key) {
    const sentence = 'The key ID in the request does not identify a key that can perform this operation.';
    throw new AwsFault('IncorrectKeyException', sentence);
  }
  const Plaintext = keys.open(blob, contextOf(json)).toString('base64');
  return { KeyId: key.arn, Plaintext, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
}

function described({ account }: House, { physicalId, arn, properties }: Resource, CreationDate: number) {
  const Enabled = properties['Enabled'] !== false;
  const kind = { KeyUsage: 'ENCRYPT_DECRYPT', KeySpec: 'SYMMETRIC_DEFAULT', KeyManager: 'CUSTOMER', Origin: 'AWS_KMS' };
  const state = { CreationDate, Enabled, KeyState: Enabled ? 'Enabled' : 'Disabled', MultiRegion: false };
  const algorithms = { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] };
  return { KeyMetadata: { KeyId: physicalId, Arn: arn, AWSAccountId: account, ...kind, ...state, ...algorithms } };
}

function usable(key: Resource): Resource {
  if (key.properties['Enabled'] === false) throw new AwsFault('DisabledException', `${key.arn} is disabled.`);
  return key;
}

function bytes(json: Json, name: string): Buffer {
  const text = json[name];
  if (typeof text !== 'string' || text === '') {
    throw new AwsFault('ValidationException', `1 validation error detected: '${name}' must not be null`);
  }
  return Buffer.from(text, 'base64');
}

const contextOf = ({ EncryptionContext = {} }: Json): EncryptionContext =>
  Object.fromEntries(Object.entries(Object(EncryptionContext)).map(([name, value]) => [name, String(value)]));
