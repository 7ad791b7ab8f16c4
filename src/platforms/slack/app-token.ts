import type { Log } from '../../log.ts';
import type { PlatformText } from '../platform-text.ts';
import { createClient } from './client.ts';
import { startError } from './start-error.ts';
import { wordsOf } from './words.ts';

export interface AppTokenOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly log: Log;
  readonly text: PlatformText;
  readonly locale: 'fr' | 'en';
}

/** Checks that a socket may be opened with the app-level token, without opening one, and says so. Throws StartError. */
export async function checkAppToken({ token, apiUrl, log, text, locale }: AppTokenOptions): Promise<string> {
  const words = wordsOf(text, locale);
  await createClient(token, apiUrl, log)
    .apps.connections.open({})
    .catch((error: unknown) => {
      throw startError(error, 'SLACK_APP_TOKEN', apiUrl, words);
    });
  return words.say('doctor.appToken');
}
