import type { FileList } from '#platform/files/files.ts';
import type { LinkFile } from './copied-file.ts';
import { ofEach, type Part } from './piece.ts';

type Needs = { readonly list: FileList; readonly link: LinkFile };

/**
 * What lies in each folder of a person, by the mark of the mail it came with. An id may begin with another one and a slash: whatever
 * has more behind the prefix is of such a one.
 */
const FOLDERS = [
  { folder: 'raw', own: /^[\w-]+$/ },
  { folder: 'people', own: /^[\w-]+\/(html|\d+)$/ },
];

/** Every file of somebody that the bucket holds: their mails as they came, the HTML and the files in them. */
export function filePart(ids: readonly string[], { list, link }: Needs): Part {
  const folders = ids.flatMap((id) => FOLDERS.map(({ folder, own }) => ({ prefix: `${folder}/${id}/`, own })));
  return ofEach(folders, async function* ({ prefix, own }, after) {
    for await (const { key, bytes } of list(prefix, after)) {
      if (!own.test(key.slice(prefix.length))) continue;
      yield { place: key, lists: { files: [await link({ key, bytes })] } };
    }
  });
}
