import { type FieldValue, fieldValue } from './field-value.ts';
import { fieldOf, headerFields } from './header-fields.ts';
import type { HeaderField } from './mail.ts';

const MULTIPART = 'multipart/';
const NOTHING = new Uint8Array(0);

/** A part of a mail: its headers, what it says it is, and its bytes as they came. Only a multipart has parts. */
export type MailPart = {
  readonly headers: readonly HeaderField[];
  readonly type: FieldValue;
  readonly disposition: FieldValue;
  readonly encoding: string;
  readonly within: MailPart | undefined;
  readonly parts: MailPart[];
  body: Uint8Array;
};

/** A part with its head read and its body still to come. */
export function mailPart(head: Uint8Array, within: MailPart | undefined): MailPart {
  const headers = headerFields(head);
  const type = fieldValue(fieldOf(headers, 'content-type') ?? '');
  const usual = within?.type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain'; // RFC 2046 5.1.5
  return {
    headers,
    type: type.value.includes('/') ? type : { ...type, value: usual },
    disposition: fieldValue(fieldOf(headers, 'content-disposition') ?? ''),
    encoding: (fieldOf(headers, 'content-transfer-encoding') ?? '').toLowerCase(),
    within,
    parts: [],
    body: NOTHING,
  };
}

/** What separates the parts of a multipart. */
export function boundaryOf({ type }: MailPart): string | undefined {
  return type.value.startsWith(MULTIPART) ? type.params['boundary'] || undefined : undefined;
}
