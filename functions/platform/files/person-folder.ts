/** What is kept of a person's mails: as they came, and what is shown of them. */
export const PERSON_FOLDERS = ['raw', 'people'] as const;

/** Where the files of one person lie, and nobody else's: an id may hold slashes, and begin with the whole of another one. */
export const personFolder = (folder: (typeof PERSON_FOLDERS)[number], customerId: string): string =>
  `${folder}/${customerId.replaceAll('/', '~')}/`;
