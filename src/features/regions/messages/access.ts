import { accessText } from '../../../access/contacts/obstacle.ts';
import type { Context } from '../../../access/operation/context.ts';
import type { WithheldChange } from '../../../access/region/withheld.ts';
import { actions, button, list, type Message, message, note, text } from '../../../chat/message.ts';
import type { KeptOut } from '../../../delivery/outbox/index.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import { alphabetical } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { AccessFound } from '../set-up.ts';
import { channelTroubleLine, givenBackText, isAnyClosed, needWithheldText, troubleIn } from './access-words.ts';

/** The most organisations that are named one by one. */
const MOST_NAMED = 10;

/** Reports the whole check. It says that all is well only when everything was checked and holds. */
export function accessMessage({ t, place: { platform } }: Context, found: AccessFound): Message {
  const { channels, withheld, keptOut } = found;
  const foreseen: ReadonlySet<string | null> = traitsOf(platform).foreseenRefusals;
  const refused = channels.filter(
    ({ status, reason, access }) =>
      status === 'REFUSED' && !foreseen.has(reason) && accessText(t, platform, access) === null,
  );
  const trouble = [
    ...troubleIn(t, platform, channels),
    ...refused.map(({ use }) => channelTroubleLine(t, use, t.text('regions.check.invite'))),
    ...(withheld?.needs ?? []).map((need) => needWithheldText(t, platform, need, withheld?.link ?? null)),
    ...(withheld === null ? [t.text('regions.check.untoldApp')] : []),
    ...keptOutLines(t, keptOut),
  ];
  const waiting = channels.some(({ status }) => status === 'PENDING' || status === 'SENDING' || status === 'UNKNOWN');
  const closed = refused.length > 0 || isAnyClosed(channels);
  const heading = closed ? 'refused' : trouble.length > 0 ? 'missing' : waiting ? 'waiting' : 'fine';
  return message(
    text(t.text(`regions.check.${heading}`)),
    list(trouble),
    actions(
      trouble.length > 0 && button('setup-check:', t.text('regions.check.button'), 'primary'),
      button('setup-change:', t.text('regions.done.change')),
    ),
  );
}

/**
 * Tells the coordinators what a platform no longer allows the bot, with what to do about it, and what it allows
 * again.
 */
export function withheldMessage(t: Translator, { platform, lost, back, link }: WithheldChange): Message {
  return message(
    list(lost.map((need) => needWithheldText(t, platform, need, link))),
    list(back.map((need) => givenBackText(t, platform, need))),
    lost.length > 0 && note(t.text('regions.withheld.check')),
  );
}

function keptOutLines(t: Translator, keptOut: readonly KeptOut[]): readonly string[] {
  const byName = alphabetical(t.locale, keptOut, ({ organisation }) => organisation.name);
  const more = keptOut.length - MOST_NAMED;
  return [
    ...byName.slice(0, MOST_NAMED).map(({ organisation, people }) =>
      t.text('regions.check.keptOut', {
        organisation: organisation.name,
        people: t.list(alphabetical(t.locale, people, (name) => name)),
      }),
    ),
    ...(more > 0 ? [t.text('regions.check.keptOutMore', { count: more })] : []),
  ];
}
