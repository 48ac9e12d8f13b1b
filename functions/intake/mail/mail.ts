/** A header line as it stood, unfolded and readable; the first of a list is the outermost. */
export type HeaderField = { readonly name: string; readonly value: string };

/** An address we may write to, `dot-atom@domain` with the domain in lower case and ASCII, and the name beside it. */
export type Mailbox = { readonly address: string; readonly name: string };

export type Attachment = {
  readonly name: string | undefined;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly inline: boolean;
};

/** What a machine reports about a mail: not delivered, read, or called spam. */
export type MailReport = {
  readonly kind: 'deliveryStatus' | 'dispositionNotification' | 'feedback';
  readonly text: string;
};

export type Verdict = Readonly<Record<'spf' | 'dkim' | 'dmarc' | 'spam' | 'virus', 'pass' | 'fail' | 'none'>>;

/** One mail, read. Message ids stand in their angle brackets; all that is not there is undefined or empty. */
export type Mail = {
  readonly messageId: string | undefined;
  readonly from: Mailbox | undefined;
  /** Where the receiver said it came from; empty for the null sender of machines. */
  readonly envelopeFrom: string | undefined;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly deliveredTo: readonly string[];
  readonly replyTo: readonly Mailbox[];
  readonly subject: string;
  /** RFC 3339 in UTC, as the sender's clock had it. */
  readonly date: string | undefined;
  readonly inReplyTo: string | undefined;
  readonly references: readonly string[];
  readonly headers: readonly HeaderField[];
  /** What people see. */
  readonly text: string;
  /** As it came: never shown before `showHtml`. */
  readonly html: string | undefined;
  readonly attachments: readonly Attachment[];
  readonly reports: readonly MailReport[];
  /** The headers of the mail a report is about. */
  readonly returned: readonly HeaderField[];
  readonly verdict: Verdict;
};

export type Unread = 'tooLarge' | 'tooDeep' | 'tooManyParts' | 'headersTooLarge' | 'unreadable' | 'empty';

/** A mail, or why it is none, with the few headers that a person needs to find it again. */
export type MailRead =
  | { readonly ok: true; readonly mail: Mail }
  | { readonly ok: false; readonly because: Unread; readonly headers?: readonly HeaderField[] };
