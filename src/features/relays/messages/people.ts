import { KEEP, runs } from '../../../chat/interaction.ts';
import { actions, button, link, type Message, message, note, text } from '../../../chat/message.ts';
import type { TakingBack } from '../../../relay/people-store.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Copied } from '../relay.ts';

/** Tells somebody that what they write from now on stays where they write it. */
export function silentMessage(
  t: Translator,
  { already, copied }: { readonly already: Date | null; readonly copied: number },
): Message {
  return message(
    text(
      already === null ? t.text('relays.silence.done') : t.text('relays.silence.already', { since: t.moment(already) }),
    ),
    text(t.text('relays.silence.before', { count: copied })),
    actions(
      button('relay-speak:', t.text('relays.silence.speak'), 'primary'),
      copied > 0 && button(runs(['passerelle', 'retirer']), t.text('relays.menu.takeBack')),
    ),
  );
}

/** Tells somebody that what they write from now on is relayed again. */
export function speakingMessage(t: Translator, changed: boolean): Message {
  return message(
    text(t.text(changed ? 'relays.speak.done' : 'relays.speak.already')),
    note(t.text('relays.speak.meanwhile')),
    actions(button(runs(['passerelle', 'silence']), t.text('relays.menu.silence'))),
  );
}

/** Asks somebody whether all copies of what they wrote are to be deleted. */
export function confirmTakeBack(t: Translator, { messages, silentSince }: Copied): Message {
  if (messages === 0) return message(text(t.text('relays.takeBack.none')), actions(progressButton(t)));
  return message(
    text(t.text('relays.takeBack.confirm', { messages })),
    text(t.text('relays.takeBack.originals')),
    note(
      silentSince === null
        ? t.text('relays.takeBack.later')
        : t.text('relays.silence.since', { when: t.moment(silentSince) }),
    ),
    actions(
      button('relay-take-back:', t.text('relays.takeBack.button'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Tells somebody that the copies are being deleted, with links to what they wrote, which stays theirs. */
export function takenBackMessage(
  t: Translator,
  { messages, links }: { readonly messages: number; readonly links: readonly string[] },
): Message {
  const more = messages - links.length;
  return message(
    text(t.text('relays.takeBack.done', { messages })),
    links.length > 0 && text(t.text('relays.takeBack.links')),
    ...inRows(links.map((url, at) => link(t.text('relays.takeBack.link', { number: at + 1 }), url))).map((row) =>
      actions(...row),
    ),
    more > 0 && note(t.text('relays.takeBack.more', { count: more })),
    actions(progressButton(t)),
  );
}

/** Tells somebody how far that is. */
export function takingBackMessage(t: Translator, { messages, waiting, standing }: TakingBack): Message {
  if (messages === 0) return message(text(t.text('relays.takingBack.none')));
  return message(
    text(
      t.text(waiting === 0 && standing === 0 ? 'relays.takingBack.all' : 'relays.takingBack.some', {
        waiting,
        standing,
      }),
    ),
    standing > 0 && text(t.text('relays.takingBack.standing')),
    waiting > 0 && actions(progressButton(t)),
  );
}

const progressButton = (t: Translator) => button('relay-taken-back:', t.text('relays.takeBack.progress'));

/** The most buttons that stand in one row everywhere. */
const PER_ROW = 5;

function inRows<T>(items: readonly T[]): readonly (readonly T[])[] {
  const rows = Math.ceil(items.length / PER_ROW);
  return Array.from({ length: rows }, (_, row) => items.slice(row * PER_ROW, (row + 1) * PER_ROW));
}
