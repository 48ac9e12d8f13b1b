import sanitizeHtml from 'sanitize-html';
import { type Hidden, hide } from '#platform/personal/hidden-in.ts';
import { escaped, hideInHtml } from './hide-in-html.ts';
import { htmlToText } from './html-to-text.ts';
import { openTags } from './open-tags.ts';

const LONGEST = 1_000_000;
const DEEPEST = 60;
const MOST_OPEN = 1_000; // the time that sanitising takes grows with the square of the elements left open
const LINKED: readonly string[] = ['http:', 'https:'];
const DIRECTIONS: readonly string[] = ['ltr', 'rtl', 'auto'];
const LONGEST_LINK = 4_000;
const MOST_DECODED = 3; // an address may be written in an address, and that in another
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
const ENCODED = /(?:%[\da-f]{2})+/gi;
const UNSEEN = [
  ...['script', 'style', 'textarea', 'option', 'noscript', 'title', 'head', 'xmp', 'iframe', 'noembed', 'noframes'],
  ...['plaintext', 'svg', 'math', 'template', 'select', 'object', 'audio', 'video'],
];
const SAFE: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: { '*': ['dir'], a: ['href', 'rel'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
  allowedSchemes: ['http', 'https'],
  allowProtocolRelative: false,
  nonTextTags: UNSEEN,
  parseStyleAttributes: false,
  nestingLimit: DEEPEST,
};

/** What others may not see of a text. */
type Find = (text: string) => readonly Hidden[];

/**
 * A mail's HTML as it may be shown to the staff: no script, style, form, frame or picture, links that tell nobody where they
 * were followed from, and nothing of what `find` finds in what a person reads, however tags part it. A link in which `find`
 * finds something, and any to somebody's address, leads nowhere.
 */
export function showHtml(html: string, find: Find): string {
  const page = html.slice(0, LONGEST);
  if (openTags(page) > MOST_OPEN) return asText(page, find);
  const a: sanitizeHtml.Transformer = (tagName, { href = '' }) => ({ tagName, attribs: linkTo(href, find) });
  const shown = hideInHtml(sanitizeHtml(page, { ...SAFE, transformTags: { a, '*': directed } }), find);
  const read = htmlToText(shown);
  return hide(read, find(read)) === read ? shown : asText(page, find);
}

function asText(page: string, find: Find): string {
  const read = htmlToText(page);
  return `<pre>${escaped(hide(read, find(read)))}</pre>`;
}

/** A direction of writing is kept; whatever else stands in its place is not. */
function directed(tagName: string, { dir = '', ...others }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const way = dir.toLowerCase();
  return { tagName, attribs: DIRECTIONS.includes(way) ? { ...others, dir: way } : others };
}

/** A link only to where it leads by itself: a path alone would lead into our own pages. */
function linkTo(href: string, find: Find): sanitizeHtml.Attributes {
  const url = href.length > LONGEST_LINK ? null : URL.parse(href);
  const isShown = url && LINKED.includes(url.protocol) && !isPersonal(url.href, find);
  return isShown ? { href: url.href, rel: 'noopener noreferrer nofollow' } : {};
}

/** Whether something personal stands in an address, as it is written or as it is read; one too often encoded counts as such. */
function isPersonal(href: string, find: Find): boolean {
  let text = href;
  for (let times = 0; times <= MOST_DECODED; times += 1) {
    if (hide(text, find(text)) !== text) return true;
    const read = decoded(text);
    if (read === text) return false;
    text = read;
  }
  return true;
}

const decoded = (text: string): string =>
  text
    .replaceAll('+', ' ')
    .replaceAll(ENCODED, (signs) => Buffer.from(signs.replaceAll('%', ''), 'hex').toString('utf8'));
