import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { TrialFaults } from '../faults/trial-faults.ts';
import type { LocalPlatform } from '../local-platform.ts';
import type { TrialTime } from '../time/trial-time.ts';
import { createApi, type Introduction } from './api.ts';
import type { Frame } from './frame.ts';
import { onlyFromThePage, type PageAddress } from './guard.ts';

export interface PagesOptions {
  readonly platforms: Readonly<Record<'slack' | 'discord', LocalPlatform>>;
  readonly time: TrialTime;
  readonly faults: TrialFaults;
  /** The bot's process and beginning anew, where a process of its own runs the bot. */
  readonly frame?: Frame;
  readonly environment: PageAddress;
  /** Says in a few words who somebody is, for those who have yet to meet them. */
  readonly about?: Introduction;
}

const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

/** The page's files: one document, its style sheets, an icon, and its script modules. */
const sheets = ['page', 'frame', 'pane', 'looks'];
const modules = [
  ...[
    'page',
    'address',
    'server',
    'element',
    'dates',
    'time',
    'faults',
    'beginnings',
    'tour',
    'tour-steps',
    'news',
    'drafts',
    'language',
  ],
  ...[
    'pane',
    'parts',
    'people',
    'places',
    'messages',
    'blocks',
    'spans',
    'marks',
    'home',
    'form',
    'composer',
    'suggestions',
    'reactions',
  ].map((name) => `pane/${name}`),
  ...['words', 'fr', 'en'].map((name) => `words/${name}`),
];

/** Serves the page at /essai, on which one plays the people of both local platforms. */
export async function pagesOf({ environment, ...offered }: PagesOptions): Promise<Hono> {
  const app = new Hono();
  app.use('/essai', onlyFromThePage(environment));
  app.use('/essai/*', onlyFromThePage(environment));
  app.use('/essai/*', compress());
  app.get('/', (context) => context.redirect('/essai'));
  await serve(app, '/essai', 'index.html', types.html);
  for (const name of sheets) await serve(app, `/essai/${name}.css`, `${name}.css`, types.css);
  await serve(app, '/essai/icon.svg', 'icon.svg', types.svg);
  for (const name of modules) await serve(app, `/essai/${name}.js`, `${name}.js`, types.js);
  app.route('/essai', createApi(offered));
  return app;
}

async function serve(app: Hono, path: string, file: string, type: string): Promise<void> {
  const content = await readFile(new URL(`public/${file}`, import.meta.url), 'utf8');
  app.get(path, (context) => context.body(content, 200, { 'Content-Type': type }));
}
