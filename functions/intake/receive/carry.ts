import type { Mail } from '#intake/mail/mail.ts';
import { isPassing } from '#intake/until-taken.ts';
import type { Files } from '#platform/files/files.ts';
import { PERSON_FOLDERS, personFolder } from '#platform/files/person-folder.ts';
import { log } from '#platform/log.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Carried } from '#tickets/carried.ts';
import type { Kept } from './sort-files.ts';

export type Parcel = {
  /** Whose it is: their files lie together, so that they can be removed together. */
  readonly customerId: string;
  /** What makes the mail this mail: a second attempt puts the same files in the same places. */
  readonly mark: string;
  /** The mail as it came, or where it stays; without either it is nothing to be opened. */
  readonly raw: Uint8Array | { readonly key: string } | undefined;
  readonly mail: Pick<Mail, 'html' | 'messageId'>;
  readonly kept: readonly Kept[];
};

/** Puts what came with a message into the bucket, before the message itself is saved. */
export async function carry(files: Files, { customerId, mark, raw, mail, kept }: Parcel): Promise<Carried> {
  const folder = `${personFolder('people', customerId)}${mark}`;
  const whole = `${personFolder('raw', customerId)}${mark}`; // apart, for it is kept for less long than what is shown of it
  const attachments = kept.map(({ name, type, bytes }, place) => ({
    file: { key: `${folder}/${place}`, name, type, bytes: bytes.length },
    bytes,
  }));
  const { html, messageId } = mail;
  const stays = raw && 'key' in raw ? raw.key : undefined;
  await Promise.all([
    ...(raw && !('key' in raw) ? [files.put(whole, raw, 'message/rfc822')] : []),
    ...(html === undefined ? [] : [files.put(`${folder}/html`, html, 'application/octet-stream')]),
    ...attachments.map(({ file, bytes }) => files.put(file.key, bytes, 'application/octet-stream')),
  ]);
  return {
    ...(raw && { raw: stays ?? whole }),
    ...(html !== undefined && { html: `${folder}/html` }),
    ...(messageId !== undefined && { mailId: messageId }),
    ...(attachments.length > 0 && { attachments: attachments.map(({ file }) => file) }),
  };
}

/**
 * Saves the message that this was carried for. When its ticket refuses it, what was carried is taken away again: nothing stays in the
 * folder of whoever was erased meanwhile. What cannot be taken away ends with its days in the bucket, and never hides the refusal.
 */
export async function saveOrTakeBack<Saved>(
  files: Pick<Files, 'remove'>,
  { customerId, carried }: { readonly customerId: string; readonly carried: Carried },
  save: () => Promise<Saved>,
): Promise<Saved> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof Refusal) || isPassing(error)) throw error;
    await takeBack(files, customerId, carried);
    throw error;
  }
}

async function takeBack(files: Pick<Files, 'remove'>, customerId: string, carried: Carried): Promise<void> {
  const { raw = '', html = '', attachments = [] } = carried;
  const theirs = PERSON_FOLDERS.map((folder) => personFolder(folder, customerId));
  const all = [raw, html, ...attachments.map(({ key }) => key)];
  const removed = await Promise.allSettled(
    all.filter((key) => theirs.some((one) => key.startsWith(one))).map((key) => files.remove(key)),
  );
  const count = removed.filter(({ status }) => status === 'rejected').length;
  if (count > 0) log.error('files of a refused message stay until their days are over', { count });
}
