import type { Bot } from '../../bot.ts';
import type { CommandDefinition } from '../../chat/interaction.ts';
import { comingYear, inNovember, tuesdayAfterNext } from './days.ts';
import type { Platforms, TownUsers } from './settle-town.ts';
import { Someone } from './someone.ts';
import { channels, edition, events, meeting, organisations, region, type TownspersonId, townspeople } from './town.ts';

export interface PopulateOptions {
  readonly platforms: Platforms;
  readonly people: TownUsers;
  readonly commands: readonly CommandDefinition[];
  /** Of the bot: the language of Slack's commands. */
  readonly locale: 'fr' | 'en';
  readonly bot: Bot;
  readonly now: Date;
}

type Cast = Readonly<Record<TownspersonId, Someone>>;

/** Lets the people of the town do what brings a region to life, as they would: by typing and pressing. */
export async function populateRegion({ platforms, people, commands, locale, bot, now }: PopulateOptions): Promise<void> {
  const settle = () => allQuiet(platforms, bot);
  const someone = (id: TownspersonId) =>
    new Someone(platforms[townspeople[id].platform], people[id], { commands, locale, settle });
  const cast = Object.fromEntries(Object.keys(townspeople).map((id) => [id, someone(id as TownspersonId)])) as Cast;
  const year = comingYear(now);
  await setUpRegion(cast);
  await openEdition(cast, year);
  for (const { by, name, town } of organisations) {
    await cast[by].command(channels.general, 'structure creer', { nom: name, commune: town });
  }
  await proposeEvents(cast, year);
  await announceMeeting(cast, now);
}

async function setUpRegion({ camille, driss }: Cast): Promise<void> {
  const chosen = (person: Someone) => ({
    permanent: person.channel(channels.yearRound),
    annonces: person.channel(channels.announcements),
    coordination: person.channel(channels.coordination),
    chiffres: person.channel(channels.tallies),
  });
  const { name, departments } = region;
  await camille.command(channels.general, 'installer', { region: name, departements: departments, ...chosen(camille) });
  const code = camille
    .screen()
    .map(({ text }) => /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(text)?.[0])
    .find((found) => found !== undefined);
  if (code === undefined) throw new Error('the bot gave no pairing code');
  await driss.command(channels.general, 'installer', { region: code, ...chosen(driss) });
}

async function openEdition({ camille }: Cast, year: number): Promise<void> {
  await camille.command(channels.general, 'edition ouvrir', { annee: String(year), message: edition.message });
  await camille.command(channels.general, 'edition theme', { nom: edition.theme });
}

async function proposeEvents(_cast: Cast, _year: number): Promise<void> {}

async function announceMeeting({ driss }: Cast, now: Date): Promise<void> {
  await driss.command(channels.general, 'reunion programmer', {
    titre: meeting.title,
    date: `${tuesdayAfterNext(now)} ${meeting.hours}`,
    lieu: meeting.place,
    'ordre-du-jour': meeting.agenda,
  });
  await driss.press('Annoncer la réunion');
}

/** Resolves once nothing moves any more: what was said has arrived, and what the bot has to answer is sent. */
async function allQuiet({ slack, discord }: Platforms, bot: Bot): Promise<void> {
  const requests = () => slack.requests.length + discord.requests.length;
  for (let before = -1; before !== requests(); ) {
    before = requests();
    await Promise.all([slack.settled(), discord.settled()]);
    await bot.quiet();
  }
}
