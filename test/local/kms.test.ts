import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Foundation, startFoundation } from '../../infra/local/foundation.ts';
import type { House } from '../../infra/local/house.ts';
import { kmsService } from '../../infra/local/kms.ts';
import { aCaller, bytes, callThrough } from './a-caller.ts';
import { aFolder, anAssembly } from './an-assembly.ts';

const EncryptionContext = { person: 'cus_wang', purpose: 'profile' };
const KEY = /^arn:aws:kms:[\w-]+:\d+:key\/People\w*$/;

/** One caller may do all with the key, one only for the purpose `profile`, one only with the alias' name in hand. */
const assembly = anAssembly((stack) => {
  const key = new Key(stack, 'People', { enableKeyRotation: true, description: 'wraps the keys of people' });
  new Alias(stack, 'Named', { aliasName: 'alias/people', targetKey: key });
  new Key(stack, 'Other');
  new Key(stack, 'Asleep', { enabled: false });
  const grant = (id: string, conditions?: Record<string, Record<string, string>>) =>
    aCaller(stack, id, 'client-kms', 'KMSClient').addToRolePolicy(
      new PolicyStatement({
        actions: ['kms:GenerateDataKey', 'kms:Decrypt', 'kms:Encrypt', 'kms:DescribeKey'],
        resources: id === 'Keeper' ? [stack.formatArn({ service: 'kms', resource: 'key/*' })] : [key.keyArn],
        ...(conditions && { conditions }),
      }),
    );
  grant('Keeper');
  grant('Narrow', { StringLike: { 'kms:EncryptionContext:person': 'cus_*' } });
});

const start = (folder?: string): Promise<Foundation> =>
  startFoundation({
    assembly,
    ...(folder && { folder }),
    urls: { api: 'http://127.0.0.1:1', issuer: 'http://127.0.0.1:2' },
    services: (house: House) => ({ services: [kmsService(house)], sendToQueue: () => {} }),
  });

let foundation: Foundation;
beforeAll(async () => {
  foundation = await start();
  return foundation.stop;
});

const keeper = (command: string, input: object) => callThrough(foundation.house.functions, 'Keeper')(command, input);
const narrow = (command: string, input: object) => callThrough(foundation.house.functions, 'Narrow')(command, input);
const KeyId = 'alias/people';

describe('a key', () => {
  it('wraps a data key, which only the same context opens, without being named', async () => {
    const made = await keeper('GenerateDataKey', { KeyId, KeySpec: 'AES_256', EncryptionContext });
    expect(made).toMatchObject({ KeyId: expect.stringMatching(KEY) });
    expect(Buffer.from(Object(made['Plaintext']).base64, 'base64')).toHaveLength(32);

    const { CiphertextBlob } = made;
    const reordered = { purpose: 'profile', person: 'cus_wang' };
    expect(await keeper('Decrypt', { CiphertextBlob, EncryptionContext: reordered })).toMatchObject({
      Plaintext: made['Plaintext'],
      KeyId: expect.stringMatching(KEY),
    });
    for (const EncryptionContext of [{ person: 'cus_li', purpose: 'profile' }, { person: 'cus_wang' }, undefined]) {
      expect(await keeper('Decrypt', { CiphertextBlob, EncryptionContext })).toMatchObject({
        error: 'InvalidCiphertextException',
      });
    }
  });

  it('seals and opens a text, unless a byte of it was changed or another key is named', async () => {
    const { CiphertextBlob } = await keeper('Encrypt', { KeyId, Plaintext: bytes('138****5678'), EncryptionContext });
    const sealed = Buffer.from(Object(CiphertextBlob).base64, 'base64');
    expect(sealed.includes('138')).toBe(false);
    expect(await keeper('Decrypt', { CiphertextBlob, EncryptionContext, KeyId })).toMatchObject({
      Plaintext: bytes('138****5678'),
    });

    sealed[sealed.length - 20]! ^= 1;
    const broken = { CiphertextBlob: bytes(sealed), EncryptionContext };
    expect(await keeper('Decrypt', broken)).toMatchObject({ error: 'InvalidCiphertextException' });
    const elsewhere = foundation.house.assembly
      .byType('AWS::KMS::Key')
      .find(({ logicalId }) => /^Other/.test(logicalId));
    expect(await keeper('Decrypt', { CiphertextBlob, EncryptionContext, KeyId: elsewhere?.arn })).toMatchObject({
      error: 'IncorrectKeyException',
    });
  });

  it.each([
    ['Decrypt', { CiphertextBlob: bytes('nothing of ours') }, 'InvalidCiphertextException'],
    ['Decrypt', { CiphertextBlob: bytes('\u0001\u00ff') }, 'InvalidCiphertextException'],
    ['Encrypt', { KeyId: 'alias/nobody', Plaintext: bytes('a') }, 'NotFoundException'],
    ['Encrypt', { KeyId: 'alias/people', Plaintext: bytes('a'.repeat(4097)) }, 'ValidationException'],
    ['GenerateDataKey', { KeyId: 'alias/people' }, 'ValidationException'],
    ['ReEncrypt', { CiphertextBlob: bytes('a'), DestinationKeyId: 'alias/people' }, 'UnknownOperationException'],
  ])('refuses %s of %j with %s', async (command, input, error) => {
    expect(await keeper(command, input)).toMatchObject({ error });
  });

  it('does nothing while it is disabled, and says so', async () => {
    const asleep = foundation.house.assembly.byType('AWS::KMS::Key').find(({ logicalId }) => /^Asleep/.test(logicalId));
    expect(await keeper('Encrypt', { KeyId: asleep?.arn, Plaintext: bytes('a') })).toMatchObject({
      error: 'DisabledException',
    });
    expect(await keeper('DescribeKey', { KeyId: asleep?.arn })).toMatchObject({
      KeyMetadata: { Enabled: false, KeyState: 'Disabled' },
    });
  });

  it('serves a role only for the encryption context it was given for', async () => {
    const sealed = await narrow('Encrypt', { KeyId, Plaintext: bytes('a'), EncryptionContext });
    expect(sealed.error).toBeUndefined();
    const { CiphertextBlob } = await keeper('Encrypt', { KeyId, Plaintext: bytes('a') });
    expect(await narrow('Decrypt', { CiphertextBlob })).toMatchObject({ error: 'AccessDeniedException' });
    const other = { person: 'staff_mira' };
    expect(await narrow('GenerateDataKey', { KeyId, KeySpec: 'AES_256', EncryptionContext: other })).toMatchObject({
      error: 'AccessDeniedException',
    });
  });

  it('keeps its material over a restart', async () => {
    const folder = aFolder();
    const before = await start(folder);
    const call = callThrough(before.house.functions, 'Keeper');
    const { CiphertextBlob } = await call('Encrypt', { KeyId, Plaintext: bytes('还在'), EncryptionContext });
    await before.stop();

    const after = await start(folder);
    onTestFinished(after.stop);
    expect(
      await callThrough(after.house.functions, 'Keeper')('Decrypt', { CiphertextBlob, EncryptionContext }),
    ).toMatchObject({ Plaintext: bytes('还在') });
  });
});
