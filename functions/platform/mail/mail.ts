/** A mail to one person; the sender's address is the house's. `key` names the notice, so that a log can find it. */
export type Letter = { readonly to: string; readonly subject: string; readonly text: string; readonly key: string };

/** Sends a mail and answers the provider's id. A throw means: not sent, or not known. */
export type Mail = { send(letter: Letter): Promise<string> };
