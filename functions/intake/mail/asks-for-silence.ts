import { fieldOf } from './header-fields.ts';
import { listMark } from './list-mark.ts';
import type { Mail } from './mail.ts';

/** Whether no machine should answer a mail: it says so, or that it went to many. Who wrote it is another matter (RFC 3834). */
export const asksForSilence = (headers: Mail['headers']): boolean =>
  /^\s*(?!none\b)\S/i.test(fieldOf(headers, 'x-auto-response-suppress') ?? '') || listMark(headers) !== undefined;
