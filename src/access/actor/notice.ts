import { MY_DATA } from '../../chat/entry-commands.ts';
import { runs } from '../../chat/interaction.ts';
import { actions, type Block, button, type Message, note } from '../../chat/message.ts';
import type { Translator } from '../../texts/translator.ts';
import { dataSettingsStore } from '../region/data-settings-store.ts';
import type { RegionScope } from '../region/region-scope.ts';
import { noteInformed } from './informed-store.ts';

const DAYS_A_YEAR = 365;

const notices = new WeakSet<Message>();

/** Notes that a message says itself all that the notice does, so that none stands below it. Returns the message. */
export function saysNotice(message: Message): Message {
  notices.add(message);
  return message;
}

/** Returns whether a message says itself all that the notice does. */
export function isNotice(message: Message): boolean {
  return notices.has(message);
}

/**
 * Returns what people are told once, with the first thing that the bot says to them alone: who keeps what of them, why,
 * for how long, whom to ask, and where they see it. Nothing where each of them was told before, also a moment ago.
 */
export async function noticeOnce(
  scope: RegionScope,
  personIds: readonly string[],
  t: Translator,
): Promise<readonly (Block | null)[]> {
  if (!(await noteInformed(scope, personIds))) return [];
  const { contact, days } = await dataSettingsStore(scope).read();
  const { chamber } = scope.region;
  const years = days.edition % DAYS_A_YEAR === 0 ? days.edition / DAYS_A_YEAR : 0;
  return [
    note(t.text('common.notice.who', { chamber })),
    note(t.text('common.notice.terms', { days: days.message, edition: days.edition, years })),
    note(t.text('common.notice.ask', { given: contact === null ? 'no' : 'yes', contact: contact ?? '', chamber })),
    actions(button(runs(MY_DATA.fr), t.text('common.notice.button'))),
  ];
}
