/** A text message to one number in E.164 form. */
export type TextMessage = { readonly to: string; readonly text: string; readonly key: string };

/** Sends a text message and answers the provider's id. A throw means: not sent, or not known. */
export type Sms = { send(message: TextMessage): Promise<string> };
