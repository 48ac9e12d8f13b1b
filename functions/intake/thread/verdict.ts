/** What a check of the sender found; `none` when it was not made or says nothing. */
export type Verdict = 'pass' | 'fail' | 'none';

export type Checks = { readonly spf: Verdict; readonly dkim: Verdict; readonly dmarc: Verdict };

/**
 * Whether a mail comes from whom it names: DMARC decides, for it alone looks at the address that people see. Without it both
 * others must hold, and one that fails is enough to doubt.
 */
export function verdict({ spf, dkim, dmarc }: Checks): Verdict {
  if (dmarc !== 'none') return dmarc;
  if (spf === 'fail' || dkim === 'fail') return 'fail';
  return spf === 'pass' && dkim === 'pass' ? 'pass' : 'none';
}
