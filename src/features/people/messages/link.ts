import { departureText } from '../../../access/contacts/departure.ts';
import { typedCommand } from '../../../access/operation/command-name.ts';
import type { Context } from '../../../access/operation/context.ts';
import { KEEP, runs } from '../../../chat/interaction.ts';
import { actions, button, heading, type Message, message, note, text } from '../../../chat/message.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { comparePlatforms, traitsOf } from '../../../platforms/registered.ts';
import type { Translator } from '../../../texts/translator.ts';
import type {
  AccountLinkQuestion,
  AccountToLink,
  LinkAnswered,
  LinkCode,
  Linking,
  Separable,
  Separated,
} from '../accounts.ts';

export const LINK_COMMAND = { fr: ['profil', 'lier'], en: ['profile', 'link'] } as const;

const named = (t: Translator, { name, platform }: AccountToLink) =>
  t.text('people.link.account', { name, platform: traitsOf(platform).title });

/** Names the platforms of somebody's accounts: "Slack et Discord". */
export function platformTitles(t: Translator, platforms: readonly PlatformName[]): string {
  return t.list(platforms.toSorted(comparePlatforms).map((one) => traitsOf(one).title));
}

const profileButton = (t: Translator) => button(runs(['profil', 'voir']), t.text('people.profile.view'));
const separateButton = (t: Translator) => button('accounts-separate:', t.text('people.separate.button'));

export function codeMessage({ t, actor, region }: Context, { code, expiresAt, on }: LinkCode): Message {
  const command = (platform: PlatformName) =>
    typedCommand(LINK_COMMAND, { fr: 'code', en: 'code' }, code, { platform, locale: actor.locale, region });
  return message(
    text(t.text('people.link.code', { until: t.time(expiresAt) })),
    heading(code),
    ...on.map((one) => text(t.text('people.link.typeThere', { platform: traitsOf(one).title, command: command(one) }))),
    note(t.text('people.link.secret')),
    actions(button('link-code:', t.text('people.link.haveCode'))),
  );
}

export function linkingMessage({ t }: Context, linking: Linking): Message {
  if (linking.outcome === 'asked') {
    const { other, until, leaves } = linking;
    const platform = traitsOf(other.platform).title;
    const asked = t.text('people.link.asked', { name: other.name, platform, until: t.time(until) });
    return message(text(asked), leaves && text(departureText(t, leaves)));
  }
  if (linking.outcome === 'found') {
    const { own, other, code } = linking;
    return message(
      text(t.text('people.link.confirm', { own: named(t, own), other: named(t, other) })),
      text(t.text('people.link.consequence')),
      actions(
        button(`link-accounts:${code}`, t.text('people.link.button'), 'danger'),
        button(`${KEEP}:`, t.text('common.cancel')),
      ),
    );
  }
  const { triesLeft } = linking;
  return message(
    text(t.text('people.link.wrong', { triesLeft })),
    triesLeft > 0 && actions(button('link-code:', t.text('people.link.again'), 'primary')),
  );
}

/** Asks the owner of the code whether the other account is theirs too. */
export function linkQuestionMessage(t: Translator, { id, until, account, endsLink }: AccountLinkQuestion): Message {
  return message(
    text(t.text('people.link.isItYou', { account: named(t, account), until: t.time(until) })),
    text(t.text('people.link.consequence')),
    endsLink && text(t.text('people.link.endsLink')),
    actions(
      button(`link-yes:${id}`, t.text('people.link.yes'), 'primary'),
      button(`link-no:${id}`, t.text('people.link.no')),
    ),
  );
}

/** Replaces the question, and answers whoever answered it. */
export function linkAnsweredMessage(t: Translator, { joined, own, account }: LinkAnswered): Message {
  if (!joined) return message(text(t.text('people.link.refused', { account: named(t, account) })));
  return message(
    text(t.text('people.link.done', { platforms: platformTitles(t, [own.platform, account.platform]) })),
    note(t.text('people.separate.possible')),
    actions(profileButton(t), separateButton(t)),
  );
}

/** Tells the same person, on the platform where the code was typed. */
export function linkedNotice(t: Translator, other: AccountToLink): Message {
  return message(
    text(t.text('people.link.notice', { account: named(t, other) })),
    note(t.text('people.link.notYou')),
    actions(profileButton(t), separateButton(t)),
  );
}

/** Tells whoever typed the code that its owner says the account isn't theirs. */
export function notLinkedNotice(t: Translator, other: AccountToLink): Message {
  return message(
    text(
      t.text('people.link.refusedNotice', {
        account: named(t, other),
        platform: traitsOf(other.platform).title,
      }),
    ),
  );
}

/** Asks whether the separation is meant. */
export function confirmSeparation({ t }: Context, { link, until, platforms }: Separable): Message {
  return message(
    text(t.text('people.separate.confirm', { platforms: platformTitles(t, platforms) })),
    text(t.text('people.separate.consequence', { until: t.moment(until) })),
    actions(
      button(`accounts-apart:${link}`, t.text('people.separate.sure'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

export function separatedMessage({ t }: Context, { platforms, leaves }: Separated): Message {
  return message(
    text(t.text('people.separate.done', { platforms: platformTitles(t, platforms) })),
    text(departureText(t, leaves)),
    actions(profileButton(t)),
  );
}

/** Tells both accounts. `on` is the platform from which they were separated. */
export function separatedNotice(t: Translator, platforms: readonly PlatformName[], on: PlatformName): Message {
  const words = { platforms: platformTitles(t, platforms), platform: traitsOf(on).title };
  return message(text(t.text('people.separate.notice', words)), actions(profileButton(t)));
}
