/**
 * A mail to one person; the sender's address is the house's. `key` names the notice, so that a log can find it and a
 * second attempt is recognised. Message ids stand in their angle brackets; what is none is left out.
 */
export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly key: string;
  /** What a provider that can gives back with its receipts: letters, digits, `-` and `_`, 256 at most. */
  readonly reference?: string;
  /** No person wrote it: it says so, so that no machine answers it. */
  readonly automatic: boolean;
  /** The name shown before the house's address. */
  readonly fromName?: string;
  readonly replyTo?: string;
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
};

/** Sends a mail and answers what its receipts will call it, without angle brackets. Otherwise throws a `SendFailed`, which says whether it may have gone. */
export type Mail = { send(letter: Letter): Promise<string> };
