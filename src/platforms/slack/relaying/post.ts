import type { types } from '@slack/bolt';
import { cut } from '../../../chat/cut.ts';
import { DeliveryError } from '../../../chat/platform.ts';
import type { CopyPart, CopyPlace, PartRef } from '../../../chat/relaying.ts';
import type { Log } from '../../../log.ts';
import type { SlackClient } from '../client.ts';
import { attemptCall, attemptToSend, lacksScope, refusedBecause, refusesLayout, slackCode } from '../errors.ts';
import { type DateInWords, writeForSlack } from '../formatted/write-rich-text.ts';
import { limits } from '../limits.ts';
import { escapeText, plain } from '../rich-text.ts';
import { copyMetadata } from './copy-key.ts';
import { BETWEEN } from './parts.ts';
import { NAMED_ABOVE } from './posted-as.ts';

/** Once Slack has refused names, they are tried again after this long: an administrator may allow them meanwhile. */
const WITHOUT_NAMES_MS = 10 * 60_000;

/** Slack's codes for a message that stands and can't be changed any more. */
const fixed: ReadonlySet<string> = new Set(['edit_window_closed', 'cant_update_message', 'block_mismatch']);

export interface CopyPostingOptions {
  readonly client: SlackClient;
  readonly inWords: DateInWords;
  readonly now: () => number;
  readonly log: Log;
}

interface Content {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** Posts, edits and deletes the texts of copies. Every method throws DeliveryError. */
export class CopyPosting {
  readonly #options: CopyPostingOptions;
  #withoutNamesUntil = 0;

  constructor(options: CopyPostingOptions) {
    this.#options = options;
  }

  async post(place: CopyPlace, part: CopyPart, key: string): Promise<PartRef> {
    if (this.#options.now() < this.#withoutNamesUntil) return this.#post(place, part, key, false);
    try {
      return await this.#post(place, part, key, true);
    } catch (error) {
      if (!lacksScope(error)) throw error;
      const ref = await this.#post(place, part, key, false);
      this.#withoutNamesUntil = this.#options.now() + WITHOUT_NAMES_MS;
      return ref;
    }
  }

  async edit(channel: string, ref: PartRef, part: CopyPart): Promise<void> {
    const content = this.#contentOf(part, ref.by !== NAMED_ABOVE);
    try {
      await attemptToSend(() => this.#options.client.chat.update({ channel, ts: ref.id, ...content }));
    } catch (error) {
      if (!fixed.has(slackCode(error) ?? '') && !refusesLayout(error)) throw error;
      throw new DeliveryError({ kind: 'refused', reason: 'not-editable' }, { cause: error });
    }
  }

  async delete(channel: string, ref: PartRef): Promise<void> {
    try {
      await attemptToSend(() => this.#options.client.chat.delete({ channel, ts: ref.id }));
    } catch (error) {
      if (!refusedBecause(error, 'message-gone')) throw error;
    }
  }

  async #post({ channel, below }: CopyPlace, part: CopyPart, key: string, named: boolean): Promise<PartRef> {
    const { client, log } = this.#options;
    const content = this.#contentOf(part, named);
    // Without the permission to use names it is posted without one; whatever else isn't permitted may be soon.
    const attempt = named ? attemptCall : attemptToSend;
    const send = (shown: Content) =>
      attempt(() =>
        client.chat.postMessage({
          channel,
          ...shown,
          ...(named ? nameOf(part) : {}),
          metadata: copyMetadata(key),
          unfurl_links: false,
          unfurl_media: false,
          ...(below === null ? {} : { thread_ts: below.id }),
        }),
      );
    const answer = await send(content).catch((error: unknown) => {
      if (!refusesLayout(error)) throw error;
      log.error('slack.layout-refused', error, { blocks: content.blocks.length });
      return send({ text: content.text, blocks: [] });
    });
    // An answer without a ts says nothing: the message may stand.
    if (!answer.ts) throw new DeliveryError({ kind: 'ambiguous' });
    return { id: answer.ts, thread: below?.id ?? null, by: named ? null : NAMED_ABOVE };
  }

  #contentOf({ author, content }: CopyPart, named: boolean): Content {
    const { text, blocks } = writeForSlack(content, this.#options.inWords);
    const above: types.KnownBlock[] = named ? [] : [{ type: 'context', elements: [plain(author)] }];
    const said = [escapeText(author), text].filter((one) => one !== '');
    return { text: said.join(BETWEEN), blocks: [...above, ...blocks] };
  }
}

function nameOf({ author, picture }: CopyPart): { username: string; icon_url?: string } {
  const username = cut(author, limits.username);
  return picture === null ? { username } : { username, icon_url: picture };
}
