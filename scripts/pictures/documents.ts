import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import mammoth from 'mammoth';

/**
 * npm run pictures:documents -- FOLDER --out FOLDER
 *
 * Opens each Word document of a folder (for instance of what `npm run demo` wrote) in LibreOffice, and makes a picture of each page
 * of it and of each PDF, to be looked at. Ends with 1 where there is none, LibreOffice doesn't open one, or shows less than all of its headings.
 * Needs Debian's libreoffice-writer-nogui and poppler-utils.
 */
const run = promisify(execFile);
/** Dots per inch: a page is some 580 pixels wide. */
const RESOLUTION = '70';
const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
/** Reads words however the lines are broken and whichever spaces are set. */
const flat = (text: string) => text.replace(/\s+/g, ' ');

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'document-pictures' } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('npm run pictures:documents -- FOLDER [--out FOLDER]');
  process.exit(2);
}
const work = await mkdtemp(join(tmpdir(), 'documents-'));
await mkdir(values.out, { recursive: true });
try {
  const files = (await readdir(folder)).sort().map((name) => join(folder, name));
  const documents = files.filter((name) => extname(name) === '.docx');
  if (documents.length === 0) throw new Error(`there is no Word document in ${folder}`);
  for (const file of documents) await showWord(file);
  for (const file of files.filter((name) => extname(name) === '.pdf')) await takePages(file, basename(file));
} finally {
  await rm(work, { recursive: true });
}

async function showWord(file: string): Promise<void> {
  // A profile of its own leaves somebody's LibreOffice alone, and lets this one run beside it.
  const profile = `-env:UserInstallation=${pathToFileURL(join(work, 'profile')).href}`;
  await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', work, file], { timeout: 120_000 });
  const shown = join(work, `${basename(file, '.docx')}.pdf`);
  const { stdout: text } = await run('pdftotext', [shown, '-'], { maxBuffer: 64 * 1024 * 1024 });
  const missing = (await headingsOf(file)).filter((heading) => !flat(text).includes(flat(heading)));
  if (missing.length > 0) {
    console.error(`${file}: LibreOffice doesn't show ${missing.join(', ')}`);
    process.exitCode = 1;
  }
  await takePages(shown, basename(file));
}

async function headingsOf(file: string): Promise<readonly string[]> {
  const { value: html } = await mammoth.convertToHtml({ buffer: await readFile(file) });
  const headings = [...html.matchAll(/<h[1-6]>(.*?)<\/h[1-6]>/g)].map(([, inside = '']) => inside);
  return headings.map((inside) =>
    inside.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot);/g, (_, name: string) => SIGNS[name] ?? ''),
  );
}

async function takePages(pdf: string, name: string): Promise<void> {
  await run('pdftoppm', ['-r', RESOLUTION, '-png', pdf, join(values.out, name)]);
  const pages = (await readdir(values.out)).filter((one) => one.startsWith(`${name}-`) && one.endsWith('.png'));
  console.log(`${name}: ${pages.length}`);
}
