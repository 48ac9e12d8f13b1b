import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { Wrapping } from './keyring.ts';

/** Data keys wrapped by KMS, each bound to its owner: what was wrapped for one person unwraps for nobody else. */
export function kmsWrapping(client: KMSClient, keyId: string): Wrapping {
  const context = (owner: string) => ({ purpose: 'personal', owner });
  return {
    make: async (owner) => {
      const { Plaintext, CiphertextBlob } = await client.send(
        new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: context(owner) }),
      );
      if (!Plaintext || !CiphertextBlob) throw new Error('KMS made no data key');
      return { key: Plaintext, wrapped: CiphertextBlob };
    },
    unwrap: async (owner, wrapped) => {
      const { Plaintext } = await client.send(
        new DecryptCommand({ KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: context(owner) }),
      );
      if (!Plaintext) throw new Error('KMS unwrapped no data key');
      return Plaintext;
    },
  };
}
