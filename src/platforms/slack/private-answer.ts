import type { Message } from '../../chat/message.ts';
import { note } from '../../chat/message.ts';
import type { LinkReader } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { SlackClient } from './client.ts';
import type { Directory } from './directory.ts';
import { attemptCall, slackRefusal } from './errors.ts';
import { publishHome } from './home.ts';
import { limits } from './limits.ts';
import { prepared, sentences } from './message-files.ts';
import { type Content, plainerIfRefused } from './plainer.ts';
import { renderMessage } from './render-message.ts';
import type { RenderedPart } from './split.ts';
import type { Upload, Uploader } from './uploads.ts';
import type { SlackWords } from './words.ts';

const ANSWER_TIMEOUT_MS = 15_000;
/** Seconds by which Slack's clock may differ from the bot's. */
const CLOCKS_S = 900;

/** The place where a person did something, and the means to answer them there so that only they see it. */
export interface Origin {
  readonly user: string;
  readonly channel: string;
  readonly thread: string | null;
  /** Good for 30 minutes and 5 answers; null where Slack gives none. */
  readonly url: string | null;
  /** The language of their Slack; null for one the bot doesn't speak. */
  readonly locale: 'fr' | 'en' | null;
  /** Whether the answer replaces the private message that held the button. */
  readonly replaces: boolean;
  /** When the button was pressed, as a ts; null where there was none. */
  readonly at: string | null;
  /** The ts of the message that held the button; null where there was none. */
  readonly message: string | null;
  /** Set in the app's home tab, where every answer takes the place of what stood there. */
  readonly home?: true;
  /** Set when the home tab was only opened: what is shown then is what the way back leads to. */
  readonly opened?: true;
}

export interface Speech {
  readonly words: SlackWords;
  readonly uploader: Uploader;
}

export interface AnswerOptions {
  readonly client: SlackClient;
  readonly directory: Directory;
  /** Returns the adapter's own words in this language; in the bot's when it is null. */
  readonly speaking: (locale: 'fr' | 'en' | null) => Speech;
  readonly log: Log;
}

/** Shows a message to one person, by the first of Slack's ways that still works. Throws DeliveryError. */
export async function answerPrivately(
  message: Message,
  origin: Origin,
  replace: boolean,
  options: AnswerOptions,
): Promise<void> {
  const { uploader, words } = options.speaking(origin.locale);
  if (origin.home) {
    return publishHome(options.client, origin.user, message, origin.opened ? null : words.say('home.back'));
  }
  const direct = origin.channel.startsWith('D');
  // Somebody is waiting for it, and nothing retries.
  const { rendered, uploads } = await prepared(message, uploader, readerOf(origin), 'sentence');
  // A message only one person sees can't hold files: they follow in the direct conversation.
  const elsewhere = uploads.length > 0 && !direct;
  const parts = elsewhere
    ? [...rendered.parts, ...renderMessage({ blocks: [note(words.say('file.in-direct'))] }).parts]
    : rendered.parts;
  let url = origin.url;
  for (const [index, part] of parts.entries()) {
    const inPlace = replace && origin.replaces && index === 0;
    const byUrl =
      url !== null && index < limits.responseUrlUses && (await respond(url, part, origin, inPlace, options.log));
    if (byUrl) continue;
    url = null;
    await directly(part, origin, options);
  }
  if (uploads.length > 0) await shareFiles(uploads, origin, direct, options);
}

/**
 * Replaces an answer that itself replaced the message with a button. Slack can reach no other answer that one person
 * alone sees: an answer to a command isn't replaced but doubled. Of an answer in several messages only the first can be
 * reached.
 */
export async function replaceAnswer(message: Message, origin: Origin, options: AnswerOptions): Promise<void> {
  const { uploader } = options.speaking(origin.locale);
  const { rendered } = await prepared(message, uploader, readerOf(origin), 'sentence');
  const [part, ...others] = rendered.parts;
  if (!part || others.length > 0 || origin.url === null || !origin.replaces) return;
  await respond(origin.url, part, origin, true, options.log);
}

/** Returns who gets the links in an answer. */
const readerOf = ({ user }: Origin): LinkReader => ({ kind: 'answered', platform: 'slack', user });

async function respond(url: string, part: RenderedPart, origin: Origin, inPlace: boolean, log: Log): Promise<boolean> {
  const how = inPlace ? { replace_original: true } : { response_type: 'ephemeral', replace_original: false };
  const thread = !inPlace && origin.thread !== null ? { thread_ts: origin.thread } : {};
  const send = async (content: Content): Promise<boolean> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ ...how, ...thread, ...content }),
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const refusal = refusalIn(await answer.text(), answer.ok);
    if (refusal !== null) throw slackRefusal(refusal);
    if (!answer.ok) log.debug('slack.answer-not-taken', { status: answer.status });
    return answer.ok;
  };
  try {
    return await plainerIfRefused(part, log, send);
  } catch {
    return false;
  }
}

/**
 * Returns the error code a response_url answered with, in JSON whatever the status or as a bare word; null where there
 * is none.
 */
function refusalIn(body: string, ok: boolean): string | null {
  if (!ok && /^[a-z_]+$/.test(body)) return body;
  return /"ok"\s*:\s*false/.test(body) ? (/"error"\s*:\s*"(\w+)"/.exec(body)?.[1] ?? null) : null;
}

/**
 * Posts a part without a response_url, or once that is used up: in the channel where the bot may, else as a direct
 * message.
 */
async function directly(part: RenderedPart, origin: Origin, { client, log }: AnswerOptions): Promise<void> {
  const { user, channel, thread } = origin;
  try {
    const where = thread === null ? { channel } : { channel, thread_ts: thread };
    await plainerIfRefused(part, log, (content) => client.chat.postEphemeral({ ...where, user, ...content }));
  } catch {
    await plainerIfRefused(part, log, (content) =>
      attemptCall(() =>
        client.chat.postMessage({ channel: user, ...content, unfurl_links: false, unfurl_media: false }),
      ),
    );
  }
}

async function shareFiles(
  uploads: readonly Upload[],
  origin: Origin,
  direct: boolean,
  options: AnswerOptions,
): Promise<void> {
  const { directory } = options;
  const { uploader } = options.speaking(origin.locale);
  try {
    const channel = direct ? origin.channel : await directory.directChannel(origin.user);
    const after = String(Date.now() / 1_000 - CLOCKS_S);
    await uploader.share(uploads, { channel, thread: direct ? origin.thread : null, after });
  } catch {
    // Files that weren't seen may still appear, and must not stand beside their replacement.
    await uploader.discard(uploads.map(({ id }) => id)).catch(() => {});
    const said = sentences(await uploader.sentences(uploads, readerOf(origin)));
    for (const part of renderMessage(said).parts) await directly(part, origin, options);
  }
}
