/** A file that came with a message; its bytes lie in the bucket under `key`. */
export type Attached = { readonly key: string; readonly name: string; readonly type: string; readonly bytes: number };

/** Where a message came from beyond its text. Everything here is sealed or counted, never shown as it is. */
export type Carried = {
  /** The HTML of a mail, in the bucket. */
  readonly html?: string | undefined;
  /** The Message-ID of the customer's mail, so that an answer joins it in their mail program. */
  readonly mailId?: string | undefined;
  /** The message as it arrived, in the bucket. */
  readonly raw?: string | undefined;
  /** What was cut off the text for display: quoted history, signature. */
  readonly rest?: string | undefined;
  readonly attachments?: readonly Attached[] | undefined;
};
