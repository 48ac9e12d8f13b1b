import type { Attachment } from '#intake/mail/mail.ts';
import { ATTACHMENTS } from './limits.ts';
import { printableLine } from './printable.ts';

export type LeftOut = { readonly name: string; readonly because: 'type' | 'size' | 'count' };
export type Kept = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

const MEDIA_TYPE = /^[a-z0-9][\w.+-]{0,60}\/[\w.+-]{1,80}$/i;
const LONGEST_NAME = 120;

/** The files of a mail that are kept, and those that are named only. */
export function sortFiles(files: readonly Attachment[]): { kept: Kept[]; leftOut: LeftOut[] } {
  const kept: Kept[] = [];
  const leftOut: LeftOut[] = [];
  for (const [place, { name: given = '', type, bytes }] of files.entries()) {
    const name = printableLine(given, LONGEST_NAME) || `file-${place + 1}`;
    const because = whyNot(name, bytes.length, kept.length);
    if (because) leftOut.push({ name, because });
    else kept.push({ name, type: MEDIA_TYPE.test(type) ? type : 'application/octet-stream', bytes });
  }
  return { kept, leftOut };
}

function whyNot(name: string, bytes: number, already: number): LeftOut['because'] | undefined {
  // Every ending counts: `invoice.exe.pdf ` and `invoice.pdf.exe` alike are opened by somebody's machine.
  const endings = name
    .toLowerCase()
    .replace(/[. ]+$/, '')
    .split('.')
    .slice(1);
  if (endings.some((ending) => ATTACHMENTS.refused.has(ending.trim()))) return 'type';
  if (bytes > ATTACHMENTS.bytes) return 'size';
  return already >= ATTACHMENTS.most ? 'count' : undefined;
}
