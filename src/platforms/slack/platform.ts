import type { RequestListener } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Place } from '../../chat/place.ts';
import { DeliveryError, type IncomingMessage, type Platform } from '../../chat/platform.ts';
import { accessTo } from './access.ts';
import { type SlackBudget, slackBudget } from './budget.ts';
import { createClient } from './client.ts';
import { createDirectory } from './directory.ts';
import { editAll } from './edits.ts';
import { externalUploads } from './external-upload.ts';
import { findPosted } from './find.ts';
import { readHistory } from './history.ts';
import { publishHome } from './home.ts';
import { downloadFile } from './incoming-files.ts';
import { changedIn } from './look.ts';
import { namedMessage } from './named.ts';
import type { SlackOptions } from './options.ts';
import type { Speech } from './private-answer.ts';
import { datesInWords } from './relaying/dates-in-words.ts';
import { SlackRelaying } from './relaying/relaying.ts';
import { renderMessage } from './render-message.ts';
import { callRoll } from './roll-call.ts';
import { lookUpMissingScopes } from './scopes.ts';
import { postTo, type SendContext } from './send.ts';
import { SlackSession } from './session.ts';
import { deleteWithFiles } from './take-back.ts';
import { slackTraits } from './traits.ts';
import { createUploader } from './uploads.ts';
import { wordsOf } from './words.ts';

export type { SlackOptions } from './options.ts';

export interface SlackPlatform extends Platform {
  /** Handles Slack's requests (POST /slack/events); null with Socket Mode. */
  readonly requestListener: RequestListener | null;
}

/** Connects the bot to one Slack workspace, through Slack's own client. */
export function createSlack(options: SlackOptions): SlackPlatform {
  const { apiUrl, log, locale, botToken } = options;
  const now = options.now ?? Date.now;
  const pause = options.pause ?? ((milliseconds: number) => delay(milliseconds));
  const client = createClient(botToken, apiUrl, log);
  const directory = createDirectory(client, now);
  const speaking = (spoken: 'fr' | 'en' | null): Speech => {
    const inTheirs = wordsOf(options.text, spoken ?? locale);
    return { words: inTheirs, uploader: createUploader({ client, files: options.files, words: inTheirs, log, pause }) };
  };
  const { words, uploader } = speaking(null);
  const sending: SendContext = { client, directory, uploader, pause, log };
  const access = { client, token: botToken, apiUrl };
  const session = new SlackSession(options, { client, directory, speaking, words, access, now, pause, log });
  const budget = slackBudget(now, options.limited ?? true);

  async function history(
    place: Place,
    after: string,
    reading: SlackBudget | null = null,
  ): Promise<readonly IncomingMessage[]> {
    return readHistory(client, place, after, { reader: session.reader, log, budget: reading });
  }

  /** Who isn't known in this workspace may be in the one that is asked about: a token of another was set by mistake. */
  const membership = (team: string) => async (user: string) => {
    if (team !== session.identity.team) throw new DeliveryError({ kind: 'refused', reason: 'other' });
    return directory.membership(user);
  };

  return {
    name: slackTraits.name,
    partsOf: (message) => renderMessage(message).parts.length,
    threads: null,
    relaying: new SlackRelaying({
      ...{ client, budget, pause, now, log },
      reading: () => session.reading,
      inWords: datesInWords(locale),
      uploads: externalUploads({ client, log, pause }),
      workspace: () => session.identity.address,
    }),
    traits: slackTraits,
    requestListener: session.requestListener,
    start: (inbox) => session.start(inbox),
    stop: () => session.stop(),
    status: () => session.status(),
    inFlight: () => session.inFlight,
    post: (target, message, key) => postTo(sending, target, message, key),
    edit: (refs, message, key) => editAll(sending, refs, message, key),
    delete: (refs) => deleteWithFiles(sending, refs),
    find: (target, key, since) => findPosted({ client, directory, uploader, log, target, key, since }),
    history: (place, after) => history(place, after),
    look: () => ({
      wait: () => budget.wait('conversations.history', 'conversations.replies'),
      changed: (places) => changedIn(client, places, session.identity.user, budget),
      history: (place, after) => history(place, after, budget),
    }),
    showHome: (user, message) => publishHome(client, user, message, null),
    named: (said) => namedMessage(said, directory),
    fetchFile: (source, most) => downloadFile(source, access, most),
    user: directory.user,
    membership: (user, team) => membership(team)(user),
    rollCall: (team) => callRoll(client, membership(team), budget),
    channelName: directory.channelName,
    access: (channel) => accessTo(client, directory, channel, `@${session.identity.handle}`),
    async withheld(team) {
      const needs = team === session.identity.team ? await lookUpMissingScopes(client, options.needs) : null;
      return needs && { needs, link: null };
    },
  };
}
