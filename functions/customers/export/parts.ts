import type { AuditStore } from '#customers/audit-store.ts';
import type { CareStore } from '#customers/care-store.ts';
import type { Customer } from '#customers/customer.ts';
import type { OwnTimeline } from '#customers/own-timeline.ts';
import type { HeldCopy, Under } from '#intake/copy/held-copy.ts';
import type { Suppressions } from '#intake/suppression/suppression-store.ts';
import type { ToldReader } from '#notices/told.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { FileList } from '#platform/files/files.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { AskedReader } from '#surveys/asked-reader.ts';
import { filePart } from './file-part.ts';
import { foundPart, heldPart } from './held-parts.ts';
import type { Part } from './piece.ts';
import { auditPart, eventPart, recordPart } from './record-parts.ts';
import { type TicketNeeds, ticketPart } from './ticket-part.ts';
import { noticePart, refusalPart, surveyPart } from './told-parts.ts';

/** The parts of a copy, in their order. */
export const PARTS = [
  ...(['records', 'events', 'audit', 'tickets', 'held', 'found', 'refusals'] as const),
  ...(['notices', 'surveys', 'files'] as const),
];

export type PartNeeds = TicketNeeds & {
  readonly own: OwnTimeline;
  readonly audit: AuditStore;
  readonly care: Pick<CareStore, 'said' | 'last'>;
  readonly held: HeldCopy;
  readonly suppressions: Suppressions;
  readonly told: ToldReader;
  readonly asked: AskedReader;
  readonly list: FileList;
  readonly keyring: () => Keyring;
};

type Whose = {
  readonly ids: readonly string[];
  readonly records: readonly Customer[];
  readonly under: Under;
  readonly actor: Actor;
  readonly at: Instant;
};

/** Everything the house keeps of a person, room by room. */
export const partsOf = ({ ids, records, under, actor, at }: Whose, needs: PartNeeds): Record<PartName, Part> => ({
  records: recordPart(records, needs),
  events: eventPart(ids, needs, actor),
  audit: auditPart(ids, needs, { actor, isOwn: under.isOwn }),
  tickets: ticketPart(ids, needs),
  held: heldPart(ids, needs),
  found: foundPart(under, needs),
  refusals: refusalPart(records, under, needs.suppressions),
  notices: noticePart(ids, needs.told),
  surveys: surveyPart(records, needs.asked, at),
  files: filePart(ids, needs),
});

type PartName = (typeof PARTS)[number];
