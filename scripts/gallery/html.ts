import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Exhibit } from './collect.ts';

const publicFolder = new URL('../../src/playground/page/public/', import.meta.url);
const ownFolder = new URL('page/', import.meta.url);

/** Returns the gallery as one document that a browser opens from a file: it asks for nothing else. */
export async function galleryHtml(exhibits: readonly Exhibit[]): Promise<string> {
  const sheets = await Promise.all([
    ...['page.css', 'pane.css', 'looks.css'].map((name) => readFile(new URL(name, publicFolder), 'utf8')),
    readFile(new URL('gallery.css', ownFolder), 'utf8'),
  ]);
  const icon = await readFile(new URL('icon.svg', publicFolder), 'base64');
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('gallery.js', ownFolder))],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const script = (bundle.outputFiles[0]?.text ?? '').replaceAll('/essai/icon.svg', `data:image/svg+xml;base64,${icon}`);
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fil conducteur : galerie</title>
<style>${sheets.join('\n')}</style>
</head>
<body class="gallery">
<header>
<h1>Galerie <small>ce que dit le bot, sur les deux plateformes</small></h1>
<label>Partie : <select id="feature"></select></label>
<label>Langue : <select id="locale"><option>fr</option><option>en</option></select></label>
</header>
<main id="shown"></main>
<script type="application/json" id="exhibits">${asJson(exhibits)}</script>
<script type="module">${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`;
}

/** JSON that ends no script. */
const asJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
