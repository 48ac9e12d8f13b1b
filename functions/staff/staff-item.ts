import { entity } from '#platform/store/entity.ts';
import { StaffDirectory } from './staff.ts';

export const staffKey = { pk: 'staff_directory', sk: '@staff' };

/** The directory, in one item: it is read whole and written whole. */
export const staffEntity = entity<StaffDirectory>({
  name: 'staff',
  schema: StaffDirectory.strip(),
  key: () => staffKey,
});
