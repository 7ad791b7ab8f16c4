import type { SeenPlace } from '../../local-platform.ts';
import type { DiscordCore } from '../core.ts';
import { isoTime } from '../model/serialize.ts';
import { say } from './talk.ts';

const DAY = 24 * 3_600_000;

/** Asks a question with answers to choose from, for a day. Returns the message's id. */
export function askPoll(
  core: DiscordCore,
  userId: string,
  place: SeenPlace,
  question: string,
  answers: readonly string[],
): string {
  const poll = {
    question: { text: question },
    answers: answers.map((text, index) => ({ answer_id: index + 1, poll_media: { text } })),
    expiry: isoTime(core.clock.now() + DAY),
    allow_multiselect: false,
    layout_type: 1,
    results: { is_finalized: false, answer_counts: [] },
  };
  return say(core, userId, place, '', [], { poll });
}

/** Sends one of Discord's own stickers, which have a name and no words. Returns the message's id. */
export function sendSticker(core: DiscordCore, userId: string, place: SeenPlace, name: string): string {
  return say(core, userId, place, '', [], { stickers: [{ id: core.world.ids.next(), name, format_type: 1 }] });
}
