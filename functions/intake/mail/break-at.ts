const LINE = /^(?:br|p|div|tr|li|ul|ol|table|h[1-6]|hr|blockquote|pre|section|article|header|footer|center|dt|dd)$/;
const CELL = /^t[dh]$/;

/** What stands between the words on either side of a tag, as a person reads them: a new line, a gap, or nothing. */
export function breakAt(name: string, closes: boolean): '\n' | ' ' | '' {
  if (LINE.test(name)) return '\n';
  return CELL.test(name) && closes ? ' ' : '';
}
