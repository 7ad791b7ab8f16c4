import { actorOf } from '../../access/actor/actor-store.ts';
import type { Region } from '../../access/region/region.ts';
import { regionsOfUser } from '../../access/region/region-store.ts';
import { MENU } from '../../chat/entry-commands.ts';
import { runs } from '../../chat/interaction.ts';
import { actions, button, type Control, type Message, message, select, text } from '../../chat/message.ts';
import type { IncomingAction, Responder } from '../../chat/platform.ts';
import { alphabetical } from '../../reading/index.ts';
import { type Locale, textIn } from '../../texts/index.ts';
import { translator } from '../../texts/translator.ts';
import type { InboxOptions } from '../options.ts';
import { rememberRegion } from '../running/meant-region-store.ts';
import { typedAgain } from '../running/typed-again.ts';

/** `in-region:<action>`: chooses the region that is meant; the action that needed it goes on, when there is one. */
export const IN_REGION = 'in-region';

/** `in-this-region:<region>/<action>`: the same as one button for each region, where they are few. */
export const IN_THIS_REGION = 'in-this-region';

/** More regions than these are found more easily in a list. */
const MOST_BUTTONS = 5;
/** The most characters of a button's id on Discord; an action that is too long for it is gone on with from a list. */
const LONGEST_ID = 100;

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
    actions(...choices(locale, regions, action)),
    ...typedAgain(t, typed),
  );
}

function choices(locale: Locale, regions: readonly Region[], action: string): readonly Control[] {
  const sorted = alphabetical(locale, regions, ({ name }) => name);
  const idOf = (id: string) => `${IN_THIS_REGION}:${id}/${action}`;
  if (sorted.length <= MOST_BUTTONS && sorted.every(({ id }) => idOf(id).length <= LONGEST_ID)) {
    return sorted.map(({ id, name }) => button(idOf(id), name));
  }
  const options = sorted.map(({ id, name }) => ({ value: id, label: name }));
  return [select(`${IN_REGION}:${action}`, textIn(locale, 'common.region.choose'), options)];
}

/** Reads the key of a button of one region: its id, and the action to go on with. */
export function regionPressed(key: string): { readonly region: string; readonly action: string } {
  const [region = ''] = key.split('/');
  return { region, action: key.slice(region.length + 1) };
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
