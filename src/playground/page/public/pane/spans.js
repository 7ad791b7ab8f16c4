import { element } from '../element.js';

const tags = { bold: 'strong', italic: 'em', underline: 'u', strike: 's', code: 'code' };

/** What stands on lines of its own among other words. */
const passages = { quote: 'blockquote', pre: 'pre' };

/** Returns the nodes of a text as it looks: words with their styles, links, quotes and code. `words` are those of its reader's language. */
export function shownSpans(spans, words) {
  const shown = (span) => shownSpan(span, words);
  const groups = [];
  for (const span of spans) {
    const passage = span.styles?.find((style) => style in passages);
    const last = groups.at(-1);
    // The line breaks between quoted lines belong to the quotation.
    if (last && last.passage === passage) last.spans.push(span);
    else groups.push({ passage, spans: [span] });
  }
  return groups.flatMap(({ passage, spans: theirs }, index) => {
    if (passage) {
      const tag = passages[passage];
      return [element(tag, tag === 'pre' ? { tabIndex: 0 } : {}, theirs.map(shown))];
    }
    return withoutBreaks(theirs, index > 0, index < groups.length - 1).map(shown);
  });
}

/** A quotation begins and ends a line by itself. */
function withoutBreaks(spans, before, after) {
  return spans.map((span, index) => {
    let { text } = span;
    if (before && index === 0) text = text.replace(/^\n/, '');
    if (after && index === spans.length - 1) text = text.replace(/\n$/, '');
    return { ...span, text };
  });
}

function shownSpan({ text, styles = [], url }, words) {
  let shown = url ? link(text, url) : document.createTextNode(text);
  for (const style of styles) {
    if (style in tags) shown = element(tags[style], {}, shown);
    else if (style === 'mention') shown = element('span', { className: 'mention' }, shown);
    else if (style === 'spoiler') shown = spoiler(shown, words);
  }
  return shown;
}

const link = (text, url) =>
  element('a', { href: safeUrl(url), target: '_blank', rel: 'noopener noreferrer' }, text || url);

/** Hides words until one asks for them. */
function spoiler(hidden, words) {
  const inside = element('span', { hidden: true }, hidden);
  const button = element('button', { type: 'button', className: 'spoiler' }, words.blocks.spoiler);
  button.onclick = () => {
    inside.hidden = false;
    button.remove();
  };
  return element('span', {}, button, inside);
}

/** Returns a link's address unless it could run something. */
export function safeUrl(url) {
  return /^(https?:|mailto:|tel:|\/)/i.test(url) ? url : '#';
}
