/** What a check of the sender found; `none` when it was not made or says nothing. */
export type Verdict = 'pass' | 'fail' | 'none';

export type Checks = { readonly spf: Verdict; readonly dkim: Verdict; readonly dmarc: Verdict };

/**
 * Whether a mail comes from whom it names: DMARC alone says so, for it alone looks at the address that people see. SPF and DKIM
 * hold as well of somebody else's own domain, and prove nothing by themselves.
 */
export const verdict = ({ dmarc }: Pick<Checks, 'dmarc'>): Verdict => dmarc;
