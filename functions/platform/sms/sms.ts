/** Commercial messages need the person's consent and a way to refuse; those of the service itself do not (C4). */
export type MessageClass = 'service' | 'commercial';

/**
 * A text message to one number in E.164 form. Providers that know registered templates alone take the template with its
 * values, the others the worded text. `key` names the notice.
 */
export type TextMessage = {
  readonly to: string;
  readonly template: { readonly name: string; readonly values: Readonly<Record<string, string>> };
  readonly text: string;
  readonly class: MessageClass;
  readonly key: string;
};

/**
 * Sends a text message and answers the provider's id, which its receipt will name. Otherwise throws a `SendFailed`, which
 * says whether it may have gone.
 */
export type Sms = { send(message: TextMessage): Promise<string> };
