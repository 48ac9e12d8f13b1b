import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Resource } from './assembly.ts';
import { AwsFault, type House } from './house.ts';

/** What a ciphertext is bound to besides its key; the order of the names does not matter. */
export type EncryptionContext = Record<string, string>;

/** The symmetric keys of the template, found by id, ARN, alias name or alias ARN. */
export type KmsKeys = {
  find(named: unknown): Resource;
  /** The key a ciphertext names. */
  keyOf(blob: Buffer): Resource;
  seal(key: Resource, plaintext: Buffer, context: EncryptionContext): Buffer;
  open(blob: Buffer, context: EncryptionContext): Buffer;
};

const KIND = 'kms';
const FORM = 1; // the first byte of a ciphertext
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Each key's material is made once and kept in the journal. */
export function kmsKeys({ assembly, journal }: House): KmsKeys {
  const keys = new Map<string, Resource>();
  for (const key of assembly.byType('AWS::KMS::Key')) keys.set(key.physicalId, key).set(key.arn, key);
  for (const { physicalId, arn, properties, logicalId } of assembly.byType('AWS::KMS::Alias')) {
    const key = keys.get(String(properties['TargetKeyId']));
    if (!key) throw new Error(`${logicalId}: the template holds no key ${String(properties['TargetKeyId'])}`);
    keys.set(physicalId, key).set(arn, key);
  }
  const materials = new Map<string, Buffer>();

  function material({ physicalId }: Resource): Buffer {
    const known = materials.get(physicalId);
    if (known) return known;
    const kept = journal.get<string>(KIND, physicalId);
    const bytes = kept === undefined ? randomBytes(KEY_BYTES) : Buffer.from(kept, 'base64');
    if (kept === undefined) journal.put(KIND, physicalId, bytes.toString('base64'));
    materials.set(physicalId, bytes);
    return bytes;
  }

  function keyOf(blob: Buffer): Resource {
    const [form, length = 0] = blob;
    const key = form === FORM ? keys.get(blob.subarray(2, 2 + length).toString()) : undefined;
    return key ?? invalid();
  }

  return {
    find: (named) => keys.get(String(named)) ?? missing(named),
    keyOf,
    seal(key, plaintext, context) {
      const name = Buffer.from(key.physicalId);
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', material(key), iv).setAAD(bound(key, context));
      const sealed = [cipher.update(plaintext), cipher.final()];
      return Buffer.concat([Buffer.from([FORM, name.length]), name, iv, ...sealed, cipher.getAuthTag()]);
    },
    open(blob, context) {
      const key = keyOf(blob);
      const start = 2 + (blob[1] ?? 0);
      if (blob.length < start + IV_BYTES + TAG_BYTES) return invalid();
      const decipher = createDecipheriv('aes-256-gcm', material(key), blob.subarray(start, start + IV_BYTES));
      decipher.setAAD(bound(key, context)).setAuthTag(blob.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(blob.subarray(start + IV_BYTES, -TAG_BYTES)), decipher.final()]);
      } catch {
        return invalid();
      }
    },
  };
}

function bound({ arn }: Resource, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([one], [other]) => (one < other ? -1 : 1));
  return Buffer.from(JSON.stringify([arn, pairs]));
}

function missing(named: unknown): never {
  throw new AwsFault('NotFoundException', `Key '${String(named)}' does not exist`);
}

function invalid(): never {
  throw new AwsFault('InvalidCiphertextException', 'The ciphertext is not valid for its key and encryption context');
}
