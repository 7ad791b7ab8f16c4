import type { Context } from 'hono';
import type { LocalPlatform } from '../local-platform.ts';
import { trialRefusalText } from '../trial-refusal.ts';
import { languageOf } from './language.ts';
import { originOf } from './screen.ts';

/** Pictures that a page may show; anything else is only offered as a download. */
const SHOWN = /^image\/(png|jpeg|gif|webp|svg\+xml)$/;

/** Serves a file of a local platform. `at` is its path there. */
export async function passFile(context: Context, platform: LocalPlatform, at: string): Promise<Response> {
  const origin = originOf(platform);
  const unknown = () => context.text(trialRefusalText(languageOf(context), 'unknownFile'), 404);
  if (!URL.canParse(at, origin)) return unknown();
  const url = new URL(at, origin);
  // A path such as //elsewhere would lead away.
  if (url.origin !== origin) return unknown();
  const answer = await fetch(url);
  if (!answer.ok) return unknown();
  const type = answer.headers.get('Content-Type')?.split(';')[0]?.trim() ?? '';
  return context.body(await answer.arrayBuffer(), 200, {
    'Content-Type': SHOWN.test(type) ? type : 'application/octet-stream',
    'Content-Disposition': 'attachment',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  });
}
