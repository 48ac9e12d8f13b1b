import { Refusal } from '#platform/refusal.ts';

/** Whoever was erased stays so: nothing is sealed for them again. */
export const personErased = () =>
  new Refusal('conflict', 'person.erased', "This person's data was erased; nothing more can be kept under their name");
