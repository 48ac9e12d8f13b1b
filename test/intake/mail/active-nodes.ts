import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

const ACTIVE_TAGS =
  /^(?:script|iframe|frame|frameset|object|embed|applet|form|input|button|textarea|select|svg|math|style|link|meta|base|img|image|video|audio|source|template|noscript|portal|marquee)$/;
const ACTIVE_ATTRIBUTES =
  /^(?:on.*|style|srcdoc|src|srcset|action|formaction|background|poster|ping|data|id|name|xlink:href)$/;
const PLAIN_LINK = /^(?:https?:|mailto:)/;

/** What in a page, read as a browser reads it, could run, load or send something. */
export function activeNodes(html: string): string[] {
  const found: string[] = [];
  const waiting: Node[] = [parseFragment(html)];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('tagName' in node) found.push(...activeIn(node));
    if ('content' in node) waiting.push(node.content);
    if ('childNodes' in node) waiting.push(...node.childNodes);
  }
  return found;
}

function activeIn({ tagName, attrs, namespaceURI }: DefaultTreeAdapterTypes.Element): string[] {
  const tag = ACTIVE_TAGS.test(tagName) || !namespaceURI.endsWith('/xhtml') ? [tagName] : [];
  const attributes = attrs.filter(
    ({ name, value }) => ACTIVE_ATTRIBUTES.test(name) || (name === 'href' && !PLAIN_LINK.test(value)),
  );
  return [...tag, ...attributes.map(({ name, value }) => `${tagName} ${name}=${value}`)];
}
