/** A text from outside, as it may stand in the page. */
export function safe(text: string): string {
  return text.replaceAll('\0', '\ufffd').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The same words for both readers of the page. */
export const both = (chinese: string, english: string): string => `${chinese} <span lang="en">${english}</span>`;
