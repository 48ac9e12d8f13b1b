import * as z from 'zod';
import { Role } from '#platform/auth/permissions.ts';
import { Phone } from '#platform/http/phone.ts';
import { line, reference } from '#platform/http/text.ts';
import { Refusal } from '#platform/refusal.ts';

export const StaffRole = Role.exclude(['customer', 'customerApp']);
export type StaffRole = z.infer<typeof StaffRole>;

const MOST_PEOPLE = 500; // one item of the table holds them all: 400 KB at most

const Email = z.email().max(254);
const reach = { email: Email.optional(), phone: Phone.optional() };

/** Somebody who works here; `id` is the subject of their token. Who left stays in the directory, not active. */
export const Person = z.strictObject({
  id: reference(64),
  name: line(60),
  roles: z.array(StaffRole).min(1).max(StaffRole.options.length),
  ...reach,
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
  active: z.boolean().default(true),
});
export type Person = z.infer<typeof Person>;

const People = z
  .array(Person)
  .max(MOST_PEOPLE)
  .superRefine((people, { addIssue }) => {
    const seen = new Set<string>();
    for (const [index, { id }] of people.entries()) {
      if (seen.has(id)) addIssue({ code: 'custom', path: [index, 'id'], message: 'stands in the directory twice' });
      seen.add(id);
    }
  });

/** Who works here, and the address per role that is told when nobody holds it. */
export const StaffList = z.strictObject({
  people: People,
  fallbacks: z.partialRecord(StaffRole, z.strictObject(reach)).default({}),
});
export type StaffList = z.infer<typeof StaffList>;

export const StaffDirectory = StaffList.extend({ version: z.int().min(0) });
export type StaffDirectory = z.infer<typeof StaffDirectory>;

/** What the directory is before anybody wrote it. */
export const NOBODY: StaffDirectory = { people: [], fallbacks: {}, version: 0 };

/** Refuses whoever does not work here, or not any more; before the first directory was written nobody is refused. */
export function expectStaff(directory: StaffDirectory, id: string): void {
  if (worksHere(directory, id)) return;
  throw new Refusal('invalid', 'staff.unknown', 'Nobody of this id works here now');
}

/** Whether somebody is active in the directory; whoever it may be before the first was written. */
export const worksHere = ({ people, version }: StaffDirectory, id: string): boolean =>
  version === 0 || people.some((one) => one.id === id && one.active);

/** Everybody active with this role. */
export function holdersOf({ people }: StaffDirectory, role: StaffRole): Person[] {
  return people.filter(({ active, roles }) => active && roles.includes(role));
}
