import { fieldOf } from './header-fields.ts';
import type { Mail } from './mail.ts';

const NAMED = ['list-id', 'list-unsubscribe', 'list-post', 'list-help', 'mailing-list'];

/** The header that says a mail went to many at once, if one does: a person's own program, host or mailing list may have added it. */
export function listMark(headers: Mail['headers']): string | undefined {
  const named = NAMED.find((name) => fieldOf(headers, name));
  if (named) return named;
  return /^\s*(?:bulk|list|junk)/i.test(fieldOf(headers, 'precedence') ?? '') ? 'precedence' : undefined;
}
