/** Why a request is not carried out; the kind decides the HTTP status. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'outdated'
  | 'unseen'
  | 'mismatch'
  | 'tooLarge'
  | 'tooMany'
  | 'busy';

/** One thing wrong with a request: where, for programs and for people. */
export type Fault = { readonly path: string; readonly code: string; readonly message: string };

type Details = {
  readonly errors?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
  /** More for programs, beside the members that every problem has. */
  readonly members?: Readonly<Record<string, string>>;
};

/** A polite no: `code` is for programs and tests, `message` for people. Thrown before anything is written. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly errors: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, string>>;

  constructor(kind: RefusalKind, code: string, message: string, details: Details = {}) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.errors = details.errors ?? [];
    this.headers = details.headers ?? {};
    this.members = details.members ?? {};
  }
}

/** A polite no to fields that are not right, each named. */
export const invalidFields = (errors: readonly Fault[]): Refusal =>
  new Refusal('invalid', 'request.invalid', 'Some fields are not right; each is named in errors', { errors });
