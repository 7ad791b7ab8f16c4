import { type Departure, departureText } from '../../../access/contacts/departure.ts';
import { commandName, typedCommand } from '../../../access/operation/command-name.ts';
import type { Context } from '../../../access/operation/context.ts';
import type { Region } from '../../../access/region/region.ts';
import { INSTALL, MENU } from '../../../chat/entry-commands.ts';
import { runs } from '../../../chat/interaction.ts';
import { actions, button, heading, type Message, message, note, text } from '../../../chat/message.ts';
import type { PlatformName } from '../../../chat/place.ts';
import type { Offer } from '../../../chat/user-error.ts';
import { platformNames, platformWords, traitsOf } from '../../../platforms/registered.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { DecidedJoin, GivenInstallCode, JustDecidedJoin } from '../joining.ts';
import { offerBlocks } from './offer-blocks.ts';

const teamButton = (t: Translator) => button(runs(['equipe', 'voir']), t.text('people.team.view'));

/** Shows the code to the coordinator who asked for it. */
export function installCodeMessage(
  { t, actor, region }: Context,
  { code, expiresAt, on, leaves }: GivenInstallCode,
): Message {
  const command = (platform: PlatformName) =>
    typedCommand(INSTALL, { fr: 'region', en: 'region' }, code, { platform, locale: actor.locale, region });
  return message(
    text(t.text('regions.code.given', { until: t.time(expiresAt) })),
    heading(code),
    ...(on ?? platformNames()).map((one) =>
      text(
        t.text(on === null ? 'regions.code.typeElsewhere' : 'regions.code.typeThere', {
          ...platformWords(one),
          command: command(one),
        }),
      ),
    ),
    note(t.text(on === null ? 'regions.code.foundSecret' : 'regions.code.joinSecret')),
    note(departureText(t, leaves)),
    actions(button(`install-code:${on === null ? 'FOUND' : 'JOIN'}`, t.text('regions.code.again'))),
  );
}

/** Tells the other coordinators that somebody asked for a code. `on` is null for another region. */
export function codeAskedNotice(
  t: Translator,
  { name, on, until }: { readonly name: string; readonly on: GivenInstallCode['on']; readonly until: Date },
): Message {
  const what = { name, until: t.time(until) };
  return message(
    text(
      on === null
        ? t.text('regions.code.askedFound', what)
        : t.text('regions.code.askedJoin', { ...what, platform: t.either(on.map((one) => traitsOf(one).title)) }),
    ),
    note(t.text('regions.code.surprised')),
    actions(teamButton(t)),
  );
}

/** Tells all coordinators that a code was used to begin another region. */
export function regionInvitedNotice(
  t: Translator,
  { name, platform }: { readonly name: string; readonly platform: PlatformName },
): Message {
  return message(
    text(t.text('regions.code.usedFound', { name, platform: traitsOf(platform).title })),
    actions(teamButton(t)),
  );
}

/** Asks all coordinators whether this workspace or server is theirs. */
export function joinQuestion(
  t: Translator,
  asked: {
    readonly name: string;
    readonly platform: PlatformName;
    readonly region: string;
    readonly until: Date;
    readonly request: string;
    /**
     * The coordinators who may confirm, when the reader asked for the code and isn't the only one; otherwise empty.
     */
    readonly others: readonly string[];
  },
): Message {
  const { name, platform, region, request, others } = asked;
  const until = t.moment(asked.until);
  return message(
    text(t.text('regions.join.asked', { name, region, ...platformWords(platform) })),
    text(
      others.length > 0
        ? t.text('regions.join.forOthers', { name, until, others: t.list(others) })
        : t.text('regions.join.consequence', { name, until }),
    ),
    actions(
      button(`join-confirm:${request}`, t.text('regions.join.confirm'), others.length > 0 ? 'plain' : 'primary'),
      button(`join-refuse:${request}`, t.text('regions.join.refuse')),
    ),
  );
}

/** Tells the person who typed the code that the coordinators have to confirm. */
export function joinWaitsMessage({ t, place }: Context, region: Region, leaves: Departure): Message {
  const waits = t.text('regions.join.waits', { region: region.name, ...platformWords(place.platform) });
  return message(text(waits), text(departureText(t, leaves)));
}

/** Tells the person who typed the code that another region may begin here. */
export function regionInvitedMessage({ t, actor, region }: Context): Message {
  const command = commandName(INSTALL, { platform: actor.platform, locale: actor.locale, region });
  return message(
    text(t.text('regions.code.invited', { command })),
    actions(button(runs(INSTALL.fr), t.text('regions.code.goOn'), 'primary')),
  );
}

/** Confirms the decision to the coordinator who made it. */
export function joinDecidedMessage(
  { t }: Context,
  { confirmed, name, platform, leaves }: JustDecidedJoin,
  offers: readonly Offer[] = [],
): Message {
  return message(
    text(
      t.text(confirmed ? 'regions.join.youConfirmed' : 'regions.join.youRefused', { name, ...platformWords(platform) }),
    ),
    leaves && text(departureText(t, leaves)),
    ...offerBlocks(t, offers),
    actions(teamButton(t)),
  );
}

/** Replaces the question, for all coordinators. */
export function joinDecidedNotice(t: Translator, decided: DecidedJoin & { readonly by: string }): Message {
  const { confirmed, name, platform, by } = decided;
  return message(
    text(
      t.text(confirmed ? 'regions.join.confirmed' : 'regions.join.refused', { name, by, ...platformWords(platform) }),
    ),
    actions(teamButton(t)),
  );
}

/** Tells the person who typed the code what was decided. */
export function joinOutcomeNotice(
  t: Translator,
  outcome: { readonly confirmed: boolean; readonly region: string; readonly platform: PlatformName },
): Message {
  const { confirmed, region, platform } = outcome;
  if (!confirmed) return message(text(t.text('regions.join.outcomeRefused', platformWords(platform))));
  return message(
    text(t.text('regions.join.outcomeConfirmed', { region, ...platformWords(platform) })),
    actions(
      button(runs(MENU.fr), t.text('regions.done.menu'), 'primary'),
      button('setup-check:', t.text('regions.check.button')),
      button('setup-change:', t.text('regions.done.change')),
    ),
  );
}
