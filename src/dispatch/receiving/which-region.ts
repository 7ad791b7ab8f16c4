import { actorOf } from '../../access/actor/actor-store.ts';
import type { Region } from '../../access/region/region.ts';
import { regionsOfUser } from '../../access/region/region-store.ts';
import { MENU } from '../../chat/entry-commands.ts';
import { runs } from '../../chat/interaction.ts';
import { actions, button, type Message, message, select, text } from '../../chat/message.ts';
import type { IncomingAction, Responder } from '../../chat/platform.ts';
import { alphabetical } from '../../reading/index.ts';
import { type Locale, textIn } from '../../texts/index.ts';
import { translator } from '../../texts/translator.ts';
import type { InboxOptions } from '../options.ts';
import { rememberRegion } from '../running/meant-region-store.ts';
import { typedAgain } from '../running/typed-again.ts';

/** `in-region:<action>`: chooses the region that is meant; the action that needed it goes on, when there is one. */
export const IN_REGION = 'in-region';

/** Asks which of somebody's regions is meant, and shows again what they typed. */
export function whichRegion(
  locale: Locale,
  regions: readonly Region[],
  action: string,
  typed: Readonly<Record<string, string | readonly string[]>> = {},
): Message {
  const t = translator(locale, regions[0]?.timeZone ?? 'Europe/Paris');
  return message(
    text(textIn(locale, 'common.region.which')),
    actions(
      select(
        `${IN_REGION}:${action}`,
        textIn(locale, 'common.region.choose'),
        alphabetical(locale, regions, ({ name }) => name).map(({ id, name }) => ({ value: id, label: name })),
      ),
    ),
    ...typedAgain(t, typed),
  );
}

/** Stores the choice. Returns whether there is an action to go on with. */
export async function chooseRegion(
  { database, platform, log, now, locale: botLocale }: InboxOptions,
  action: string,
  { user, place, choice }: IncomingAction,
  responder: Responder,
): Promise<boolean> {
  const locale = user.locale ?? botLocale;
  const regions = await regionsOfUser(database, platform.name, user.id);
  const region = regions.find(({ id }) => id === choice[0]);
  if (region) {
    const { personId } = await actorOf(database, { region }, user, now());
    await rememberRegion(database, { regionId: region.id, personId, place }, now());
    if (action !== '') return true;
  }
  const words = region
    ? message(
        text(textIn(locale, 'common.region.chosen', { region: region.name })),
        actions(button(runs(MENU.fr), textIn(locale, 'common.region.menu'), 'primary')),
      )
    : whichRegion(locale, regions, action);
  await responder.acknowledge('update');
  await responder.answer(words, locale).catch((error: unknown) => log.error('answer.failed', error));
  return false;
}
