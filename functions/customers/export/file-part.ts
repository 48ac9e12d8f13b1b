import type { FileList } from '#platform/files/files.ts';
import { PERSON_FOLDERS, personFolder } from '#platform/files/person-folder.ts';
import type { LinkFile } from './copied-file.ts';
import { ofEach, type Part } from './piece.ts';

type Needs = { readonly list: FileList; readonly link: LinkFile };

/** Every file of somebody that the bucket holds: their mails as they came, the HTML and the files in them. */
export function filePart(ids: readonly string[], { list, link }: Needs): Part {
  const folders = ids.flatMap((id) => PERSON_FOLDERS.map((folder) => personFolder(folder, id)));
  return ofEach(folders, async function* (prefix, after) {
    for await (const { key, bytes } of list(prefix, after)) {
      yield { place: key, lists: { files: [await link({ key, bytes })] } };
    }
  });
}
