import sanitizeHtml from 'sanitize-html';
import { htmlToText } from './html-to-text.ts';
import { openTags } from './open-tags.ts';

const LONGEST = 1_000_000;
const DEEPEST = 60;
const MOST_OPEN = 1_000; // the time that sanitising takes grows with the square of the elements left open
const LINKED: readonly string[] = ['http:', 'https:', 'mailto:'];
const TAGS = [
  ...[
    'a',
    'b',
    'blockquote',
    'br',
    'caption',
    'center',
    'code',
    'dd',
    'del',
    'div',
    'dl',
    'dt',
    'em',
    'h1',
    'h2',
    'h3',
  ],
  ...[
    'h4',
    'h5',
    'h6',
    'hr',
    'i',
    'ins',
    'li',
    'ol',
    'p',
    'pre',
    's',
    'small',
    'span',
    'strike',
    'strong',
    'sub',
    'sup',
  ],
  ...['table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'u', 'ul'],
];
const UNSEEN = [
  ...['script', 'style', 'textarea', 'option', 'noscript', 'title', 'head', 'xmp', 'iframe', 'noembed', 'noframes'],
  ...['plaintext', 'svg', 'math', 'template', 'select', 'object', 'audio', 'video'],
];
const SAFE: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: { a: ['href', 'rel'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  nonTextTags: UNSEEN,
  parseStyleAttributes: false,
  nestingLimit: DEEPEST,
  transformTags: { a: (tagName, { href }) => ({ tagName, attribs: linkTo(href) }) },
};

/**
 * A mail's HTML as it may be shown to the staff: no script, style, form, frame or picture, links that tell nobody where they
 * were followed from, and every text between two tags as `mask` gives it back.
 */
export function showHtml(html: string, mask: (text: string) => string): string {
  const page = html.slice(0, LONGEST);
  if (openTags(page) > MOST_OPEN) return `<pre>${escaped(mask(htmlToText(page)))}</pre>`;
  return masked(sanitizeHtml(page, SAFE), mask);
}

/** A link only to where it leads by itself: a path alone would lead into our own pages. */
function linkTo(href: string | undefined): sanitizeHtml.Attributes {
  const url = URL.parse(href ?? '');
  return url && LINKED.includes(url.protocol) ? { href: url.href, rel: 'noopener noreferrer nofollow' } : {};
}

/** Masks between the tags of what was made safe, where `<` and `>` stand for nothing but tags. */
function masked(safe: string, mask: (text: string) => string): string {
  const shown: string[] = [];
  for (let index = 0; index < safe.length; ) {
    const open = safe.indexOf('<', index);
    const textEnd = open < 0 ? safe.length : open;
    const close = open < 0 ? safe.length : safe.indexOf('>', open) + 1;
    if (textEnd > index) shown.push(escaped(mask(unescaped(safe.slice(index, textEnd)))));
    shown.push(safe.slice(textEnd, close));
    index = close;
  }
  return shown.join('');
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
