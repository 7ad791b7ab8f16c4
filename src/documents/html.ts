import type { Locale } from '../texts/index.ts';
import { setSpaces } from '../texts/typography.ts';
import type { Chapter, Outline, Part } from './outline.ts';
import { sanitised, sanitisedLine } from './plain.ts';

const STYLE = `
:root { color-scheme: light; }
body { font: 11pt/1.5 "Source Sans 3", "Segoe UI", system-ui, sans-serif; color: #1d1d1b; margin: 2rem auto; max-width: 60rem; padding: 0 1.5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .6rem; padding-bottom: .2rem; border-bottom: 2px solid #0b6e4f; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
.subtitle { color: #555; margin: 0 0 1rem; }
.notice { border-left: 4px solid #b4540a; background: #fdf3ea; padding: .5rem .8rem; margin: .5rem 0; font-weight: 600; }
nav ol { columns: 2; padding-left: 1.2rem; }
nav a { color: inherit; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 1rem; font-size: .88rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #d6d6d6; }
thead th { border-bottom: 2px solid #888; }
tbody tr:nth-child(even) { background: #f6f8f7; }
@page { size: A4; margin: 16mm; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt; }
  nav { display: none; }
  h2, h3 { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .notice { break-inside: avoid; }
  #essential { break-after: page; }
}
`;

/** Renders a document as one page to read, on a telephone too, or to print. It fetches nothing and runs nothing. */
export function htmlDocument({ title, subtitle, notices, chapters }: Outline, locale: Locale): string {
  const inline = (text: string) => escapeHtml(setSpaces(sanitisedLine(text), locale));
  const part = (part: Part): string => {
    switch (part.kind) {
      case 'subheading':
        return `<h3>${inline(part.text)}</h3>`;
      case 'paragraph':
        return `<p>${sanitised(part.text).trim().split('\n').map(inline).join('<br>')}</p>`;
      case 'list':
        return `<ul>${part.items.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`;
      case 'table': {
        const head = part.header.map((cell) => `<th scope="col">${inline(cell)}</th>`).join('');
        const rows = part.rows.map((row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`);
        return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
      }
    }
  };
  const section = ({ id, title, parts }: Chapter) =>
    `<section id="${id}">\n<h2>${inline(title)}</h2>\n${parts.map(part).join('\n')}\n</section>`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${inline(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${inline(title)}</h1>
<p class="subtitle">${inline(subtitle)}</p>
${notices.map((notice) => `<p class="notice">${inline(notice)}</p>`).join('\n')}
</header>
<nav><ol>${chapters.map(({ id, title }) => `<li><a href="#${id}">${inline(title)}</a></li>`).join('')}</ol></nav>
<main>
${chapters.map(section).join('\n')}
</main>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
