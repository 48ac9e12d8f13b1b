import type { Found } from './detect.ts';
import { maskAddress, maskEmail, maskPhone } from './mask-contact.ts';
import { maskName } from './mask-name.ts';

const ID_SIGNS_HIDDEN = 14;

/** How each kind of personal data is shown in a text; at most its last four signs, its district or its surname stay. */
export function maskFound({ kind, value }: Pick<Found, 'kind' | 'value'>): string {
  switch (kind) {
    case 'mobile':
    case 'landline':
      return maskPhone(value);
    case 'email':
      return maskEmail(value);
    case 'idNumber':
      return `${'*'.repeat(ID_SIGNS_HIDDEN)}${value.slice(-4)}`;
    case 'bankCard':
      return `**** **** **** ${value.slice(-4)}`;
    case 'passport':
      return `*****${value.slice(-3)}`;
    case 'account':
      return `****${value.slice(-2)}`;
    case 'address':
      return `${maskAddress(value).replace(/^\*+$/, '')}****`;
    case 'name':
      return maskName(value);
  }
}
