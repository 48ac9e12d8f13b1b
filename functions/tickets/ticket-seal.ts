import { Clear } from '#platform/personal/clear.ts';
import type { DetectOptions } from '#platform/personal/detect.ts';
import type { HouseKey, PersonKey } from '#platform/personal/keyring.ts';
import { maskEmail, maskPhone } from '#platform/personal/mask-contact.ts';
import { maskName } from '#platform/personal/mask-name.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import type { Sealed } from '#platform/personal/sealed.ts';
import { Contact, type Requester, type Ticket } from './ticket.ts';

const placeOf = (id: string, attribute: string) => ({ pk: id, sk: '@ticket', attribute });

/** The subject as lists show it: masked, and still sealed, for masks can miss a name. */
export function sealSubject(house: HouseKey, id: string, subject: string, known: DetectOptions = {}): Sealed {
  return house.seal(placeOf(id, 'subject'), maskText(subject, known).text);
}

/** The subject of a ticket, masked; sealed while there is no key to open it. */
export const subjectOf = ({ id, subject }: Pick<Ticket, 'id' | 'subject'>, house: HouseKey | undefined): string =>
  house ? house.open(placeOf(id, 'subject'), subject) : '[sealed]';

type Given = Contact & Pick<Requester, 'customerId' | 'language' | 'proven' | 'vouched' | 'forged'>;

/** Whoever asked, as their ticket keeps them: masked to be shown, sealed to be reached. */
export function requesterOf(given: Given, id: string, key: PersonKey): Requester {
  const { customerId, language, proven, vouched, forged, name, phone, email } = given;
  const contact = Contact.parse({ ...(name && { name }), ...(phone && { phone }), ...(email && { email }) });
  return {
    ...{ customerId, language, proven },
    ...(vouched && { vouched }),
    ...(forged && { forged }),
    ...(name && { name: maskName(name) }),
    ...(phone && { phone: maskPhone(phone) }),
    ...(email && { email: maskEmail(email) }),
    ...(Object.keys(contact).length > 0 && { contact: key.seal(placeOf(id, 'contact'), JSON.stringify(contact)) }),
  };
}

/** A contact that was opened: it prints `[sealed]` until somebody reads it. */
export type ClearContact = { readonly [Field in keyof Contact]?: Clear };

/** How to reach whoever asked; nothing once their key is destroyed. */
export function contactOf(
  { id, requester }: Pick<Ticket, 'id' | 'requester'>,
  key: PersonKey | undefined,
): ClearContact {
  if (!requester.contact || !key) return {};
  const { name, phone, email } = Contact.parse(JSON.parse(key.open(placeOf(id, 'contact'), requester.contact)));
  return {
    ...(name !== undefined && { name: new Clear(name) }),
    ...(phone !== undefined && { phone: new Clear(phone) }),
    ...(email !== undefined && { email: new Clear(email) }),
  };
}

/** The Message-ID of the customer's newest mail, so that answers join it; some programs put an address into it. */
export const sealLastMail = (id: string, mailId: string, key: PersonKey): Sealed =>
  key.seal(placeOf(id, 'lastMail'), mailId);

export function lastMailOf(
  { id, lastMail }: Pick<Ticket, 'id' | 'lastMail'>,
  key: PersonKey | undefined,
): string | undefined {
  return lastMail && key ? key.open(placeOf(id, 'lastMail'), lastMail) : undefined;
}
