import type { HouseEvent } from '#platform/events/event.ts';

/** Somebody wrote the directory anew; who is in it is not told. */
export type StaffDirectoryChanged = HouseEvent & { readonly type: 'StaffDirectoryChanged'; readonly version: number };
