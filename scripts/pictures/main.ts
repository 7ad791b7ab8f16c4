import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { freePort } from '../free-port.ts';
import { collect, type Wanted } from '../gallery/collect.ts';
import { galleryHtml } from '../gallery/html.ts';
import { FOLDER, pictures, TRIAL } from './list.ts';
import { WORDS, wordsToday } from './words.ts';

/**
 * Takes the pictures of the README and the guides anew: of the trial's page as it starts, and of what the bot says, from the
 * gallery; and notes beside them what stood in each, so that a test tells when one is out of date. Needs Chromium, at CHROMIUM or
 * where Debian puts it.
 */
/** The height in pixels above which only the beginning of a picture is shown. */
const TALLEST = 560;

const { values } = parseArgs({ options: { out: { type: 'string', default: FOLDER } } });
const out = resolve(values.out);
const work = await mkdtemp(join(tmpdir(), 'pictures-'));
await mkdir(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  await takeGuides(browser);
  await takeTrial(browser);
  await writeFile(join(out, WORDS), `${JSON.stringify(wordsToday(), null, 2)}\n`);
} finally {
  await browser.close();
  await rm(work, { recursive: true });
}

async function takeGuides(browser: Browser): Promise<void> {
  const same = (one: Wanted, other: Wanted) =>
    one.feature === other.feature && one.name === other.name && one.locale === other.locale;
  const exhibits = await collect(
    () => {},
    (one) => pictures.some(({ of }) => same(one, of)),
  );
  const file = join(work, 'gallery.html');
  await writeFile(file, await galleryHtml(exhibits));
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
  for (const { file: name, of } of pictures) {
    await page.goto(`${pathToFileURL(file)}#${of.feature}/${of.locale}`);
    await page.reload();
    const shown = page.getByRole('article').filter({ hasText: of.name }).locator('.sides');
    const { x = 0, y = 0, width = 0, height = 0 } = (await shown.boundingBox()) ?? {};
    const clip = { x, y, width, height: Math.min(height, TALLEST) };
    await page.screenshot({ path: join(out, name), fullPage: true, clip });
    console.log(name);
  }
}

async function takeTrial(browser: Browser): Promise<void> {
  const port = await freePort();
  const environment = { ...process.env, PORT: String(port), DATA_DIR: join(work, 'data') };
  const trial = spawn('npm', ['start'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  try {
    const address = `http://127.0.0.1:${port}`;
    await new Promise<void>((told) =>
      trial.stdout.on('data', (said) => void (String(said).includes(address) && told())),
    );
    // As the README is, that shows it, in English.
    const page = await browser.newPage({ viewport: { width: 1360, height: 850 }, locale: 'en-GB' });
    await page.goto(`${address}/essai`);
    for (const name of ['Slack', 'Discord']) {
      await page
        .getByRole('region', { name, exact: true })
        .getByText('Qui peut nous prêter une sono')
        .first()
        .waitFor();
    }
    await page.screenshot({ path: join(out, TRIAL) });
    console.log(TRIAL);
  } finally {
    if (trial.pid !== undefined) process.kill(-trial.pid);
  }
}
