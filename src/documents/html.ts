import { atOnce, mapInSteps, type Stepwise } from '../concurrency/turns.ts';
import type { Locale } from '../texts/index.ts';
import { setSpaces } from '../texts/typography.ts';
import { chartSvg } from './chart-svg.ts';
import { escapeMarkup } from './escape-markup.ts';
import { type Chapter, type KeyFigure, type Outline, type Part, photosIn } from './outline.ts';
import type { Picture } from './picture.ts';
import { sanitised, sanitisedLine } from './plain.ts';

const STYLE = `
:root { color-scheme: light; }
body { font: 11pt/1.5 "Source Sans 3", "Segoe UI", system-ui, sans-serif; color: #1d1d1b; margin: 2rem auto; max-width: 60rem; padding: 0 1.5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .6rem; padding-bottom: .2rem; border-bottom: 2px solid #0b6e4f; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
.subtitle { color: #555; margin: 0 0 1rem; }
.logos { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: center; margin: 0 0 1.2rem; }
.logos img { height: 3.6rem; max-width: 12rem; object-fit: contain; }
.notice { border-left: 4px solid #b4540a; background: #fdf3ea; padding: .5rem .8rem; margin: .5rem 0; font-weight: 600; }
nav ol { columns: 2; padding-left: 1.2rem; }
nav a { color: inherit; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 1rem; font-size: .88rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #d6d6d6; }
thead th { border-bottom: 2px solid #888; }
tbody tr:nth-child(even) { background: #f6f8f7; }
.note { color: #555; font-size: .85rem; }
.key-figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: .8rem; margin: 1rem 0; }
.key-figures div { border-top: 4px solid #0b6e4f; padding-top: .4rem; display: flex; flex-direction: column; }
.key-figures dd { margin: 0; font-size: 1.3rem; font-weight: 700; line-height: 1.2; }
.key-figures dt { font-size: .9rem; }
.key-figures .note { font-weight: 400; font-size: .8rem; }
figure { margin: 1.2rem 0; }
figcaption { font-weight: 600; margin-bottom: .5rem; }
figure svg { max-width: 100%; height: auto; }
figure img { max-width: 100%; max-height: 26rem; height: auto; }
.photo figcaption { font-weight: 400; font-size: .85rem; color: #555; margin: .3rem 0 0; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 4px solid #0b6e4f; font-style: italic; }
blockquote p { margin: 0; }
blockquote footer { font-style: normal; color: #555; font-size: .9rem; }
@page { size: A4; margin: 16mm; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt; }
  nav { display: none; }
  h2, h3 { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .notice, figure, blockquote, .key-figures div { break-inside: avoid; }
  #essential { break-after: page; }
}
`;

/** Renders a document as one page to read, on a telephone too, or to print. It fetches nothing and runs nothing. */
export function htmlDocument(outline: Outline, locale: Locale): string {
  return atOnce(htmlInSteps(outline, locale));
}

export function* htmlInSteps(outline: Outline, locale: Locale): Stepwise<string> {
  const { title, subtitle, notices, chapters, logos = [] } = outline;
  const isPictured = logos.length > 0 || photosIn(outline).length > 0;
  const inline = (text: string) => escapeMarkup(setSpaces(sanitisedLine(text), locale));
  const keyFigure = ({ name, value, notes }: KeyFigure) =>
    `<div><dd>${inline(value)}</dd><dt>${inline(name)}</dt>${notes.map((note) => `<dd class="note">${inline(note)}</dd>`).join('')}</div>`;
  const linked = (item: string, path: string | undefined) =>
    path === undefined
      ? item
      : `<a href="${escapeMarkup(path.split('/').map(encodeURIComponent).join('/'))}">${item}</a>`;
  function* part(part: Part, id: string): Stepwise<string> {
    switch (part.kind) {
      case 'subheading':
        return `<h3>${inline(part.text)}</h3>`;
      case 'paragraph':
        return `<p>${sanitised(part.text).trim().split('\n').map(inline).join('<br>')}</p>`;
      case 'list':
        return `<ul>${(yield* mapInSteps(part.items, (item, index) => `<li>${linked(inline(item), part.paths?.[index])}</li>`)).join('')}</ul>`;
      case 'table': {
        const head = part.header.map((cell) => `<th scope="col">${inline(cell)}</th>`).join('');
        const cells = (row: readonly string[]) => row.map((cell) => `<td>${inline(cell)}</td>`).join('');
        const rows = yield* mapInSteps(part.rows, (row) => `<tr>${cells(row)}</tr>`);
        return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
      }
      case 'note':
        return `<p class="note">${inline(part.text)}</p>`;
      case 'key-figures':
        return `<dl class="key-figures">${part.figures.map(keyFigure).join('')}</dl>`;
      case 'chart':
        return `<figure><figcaption>${inline(part.chart.title)}</figcaption>${chartSvg(part.chart, id)}</figure>`;
      case 'photo':
        return `<figure class="photo">${image(part.picture)}<figcaption>${inline(part.caption)}</figcaption></figure>`;
      case 'quotation': {
        const author = part.author === null ? '' : `<footer>${inline(part.author)}</footer>`;
        return `<blockquote><p>${inline(part.text)}</p>${author}</blockquote>`;
      }
    }
  }
  const image = ({ type, base64, words }: Picture) =>
    `<img src="data:image/${type === 'png' ? 'png' : 'jpeg'};base64,${base64}" alt="${inline(words)}">`;
  function* section({ id, title, parts }: Chapter): Stepwise<string> {
    const written: string[] = [];
    for (const [at, each] of parts.entries()) written.push(yield* part(each, `${id}-${at}`));
    return `<section id="${id}">\n<h2>${inline(title)}</h2>\n${written.join('\n')}\n</section>`;
  }
  const sections: string[] = [];
  for (const chapter of chapters) sections.push(yield* section(chapter));
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${isPictured ? 'img-src data:; ' : ''}style-src 'unsafe-inline'">
<title>${inline(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
${logos.length === 0 ? '' : `<p class="logos">${logos.map(image).join('')}</p>\n`}<h1>${inline(title)}</h1>
<p class="subtitle">${inline(subtitle)}</p>
${notices.map((notice) => `<p class="notice">${inline(notice)}</p>`).join('\n')}
</header>
<nav><ol>${chapters.map(({ id, title }) => `<li><a href="#${id}">${inline(title)}</a></li>`).join('')}</ol></nav>
<main>
${sections.join('\n')}
</main>
</body>
</html>
`;
}
