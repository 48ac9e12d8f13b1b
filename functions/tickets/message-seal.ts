import type { DetectOptions } from '#platform/personal/detect.ts';
import type { PersonKey } from '#platform/personal/keyring.ts';
import { maskText, sealAtDoor } from '#platform/personal/mask-text.ts';
import type { Instant } from '#platform/time/instant.ts';
import { readRecord, type ServiceRecord } from './record.ts';
import type { Message, TicketId } from './ticket.ts';
import type { Said } from './ticket-change.ts';

type Kept = {
  readonly id: string;
  readonly ticketId: TicketId;
  readonly at: Instant;
  readonly by: string;
};

const placeOf = ({ id, ticketId }: Pick<Kept, 'id' | 'ticketId'>, attribute: string) => ({
  pk: ticketId,
  sk: id,
  attribute,
});

/** A message to be kept, and what was cut out of it, in the clear. */
export type SealedMessage = { readonly message: Message; readonly values: readonly { kind: string; value: string }[] };

/** What was said, sealed; numbers of identity documents and bank cards are taken out of the text and handed back (REC-06). */
export function sealMessage(said: Said, kept: Kept, key: PersonKey, orderNumbers: readonly string[]): SealedMessage {
  const { from, visibility, about, channel, text, subject, carried = {} } = said;
  const door = sealAtDoor(text, { orderNumbers });
  const seal = (attribute: string, clear: string) => key.seal(placeOf(kept, attribute), clear);
  const { html, raw, rest, attachments = [] } = carried;
  return {
    values: door.values,
    message: {
      ...{ ...kept, from, visibility, about, text: seal('text', door.text) },
      ...(channel && { channel }),
      ...(subject && { subject: seal('subject', sealAtDoor(subject, { orderNumbers }).text) }),
      ...(rest && { rest: seal('rest', sealAtDoor(rest, { orderNumbers }).text) }),
      ...(html && { html }),
      ...(raw && { raw }),
      ...(attachments.length > 0 && {
        attachments: attachments.map((file, number) => ({ ...file, name: seal(`file${number}`, file.name) })),
      }),
    },
  };
}

/** A message in the clear, for whoever may read it so. */
export function openMessage(message: Message, key: PersonKey) {
  const { text, subject, rest, attachments = [] } = message;
  const open = (attribute: string, sealed: Message['text']) => key.open(placeOf(message, attribute), sealed);
  return {
    text: open('text', text),
    ...(subject && { subject: open('subject', subject) }),
    ...(rest && { rest: open('rest', rest) }),
    ...(attachments.length > 0 && {
      attachments: attachments.map(({ name, type, bytes }, number) => ({
        number,
        name: open(`file${number}`, name),
        type,
        bytes,
      })),
    }),
  };
}

/** The words of a message; those of a service record field by field. */
export function told(
  { about }: Pick<Message, 'about'>,
  text: string,
  shown: (words: string) => string,
): { readonly text: string } | { readonly record: ServiceRecord } {
  const record = about === 'record' ? readRecord(text) : undefined;
  if (!record) return { text: shown(text) };
  const { cause, result, prevention } = record;
  return { record: { cause: shown(cause), result: shown(result), prevention: shown(prevention) } };
}

/** A message as people see it: masked; nothing of it once the customer's key is destroyed. */
export function shownMessage(message: Message, key: PersonKey | undefined, known: DetectOptions) {
  if (!key) return { erased: true };
  const { text, subject, attachments } = openMessage(message, key);
  const masked = (clear: string) => maskText(clear, known).text;
  return {
    ...told(message, text, masked),
    ...(subject && { subject: masked(subject) }),
    ...(attachments && { attachments: attachments.map((file) => ({ ...file, name: masked(file.name) })) }),
    ...(message.html && { hasHtml: true }),
    ...(message.raw && { hasOriginal: true }),
  };
}
