/** What is known after a message was not confirmed: worth another try, refused for good, or possibly on its way. */
export type Outcome = 'later' | 'refused' | 'unknown';

const CODE = /^[\w.-]{1,80}$/;

/** A provider did not confirm a message. Its name is the provider's code, which a record may keep; it names no person. */
export class SendFailed extends Error {
  readonly outcome: Outcome;
  readonly code: string;

  constructor(outcome: Outcome, code: string) {
    const safe = CODE.test(code) ? code : 'unreadable'; // a provider's text may repeat the address
    super(`The provider did not confirm the message (${outcome})`);
    this.name = safe;
    this.code = safe;
    this.outcome = outcome;
  }
}
