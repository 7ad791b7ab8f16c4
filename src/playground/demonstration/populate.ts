import { textIn } from '../../texts/index.ts';
import type { BothPlatforms } from '../faults/posted.ts';
import { Person } from '../person.ts';
import { channelNames, setUpRegion } from '../stage.ts';
import { allQuiet } from '../time/quiet.ts';
import type { TrialBot } from '../trial-bot.ts';
import { comingEvening, comingYear, tuesdayAfterNext } from './days.ts';
import { kit } from './kit.ts';
import { neighbourParts } from './neighbour.ts';
import { doEach, type TrialPart } from './parts.ts';
import type { TownUsers } from './settle-town.ts';
import { edition, events, firstWord, meeting, organisations, region, type TownspersonId, townspeople } from './town.ts';
import { ask, propose, stands, type TownCast } from './town-cast.ts';

export interface PopulateOptions {
  readonly platforms: BothPlatforms;
  readonly users: TownUsers;
  readonly bot: TrialBot;
  readonly now: Date;
}

/**
 * Lets the people of the town bring their regions to life, as real people would: by typing and pressing. Throws PartsMissing where
 * something of it isn't there in the end.
 */
export async function populateRegion({ platforms, users, bot, now }: PopulateOptions): Promise<void> {
  const settle = () => allQuiet(platforms, bot);
  const arrived = Object.entries(townspeople).map(([id, { platform }]) => [
    id,
    new Person(platforms[platform], users[id as TownspersonId], settle),
  ]);
  const cast = Object.fromEntries(arrived) as TownCast;
  const year = comingYear(now);
  await loosenUp([cast.camille, cast.driss]);
  await doEach([
    ['region', () => setUpTown(cast)],
    ['passage', () => tieChannels(cast)],
    ['edition', () => openEdition(cast, year)],
    ['organisations', () => createOrganisations(cast)],
    ['delegate', () => nameDelegate(cast)],
    ['kit', () => publishKit(cast)],
    ...events.map((event): TrialPart => ['events', () => propose(cast, event, year)]),
    ...neighbourParts(cast, year),
    // Whoever opens the trial finds the announcements that come in the evening.
    ['evening', () => passEvening(bot, now, settle)],
    ['meeting', () => announceMeeting(cast, now)],
    ['figures', () => showFigures(cast)],
    // Last, since the page opens where something was said most lately.
    ['firstWord', () => sayFirstWord(cast)],
  ]);
}

/**
 * The first request takes longest, on a slow machine longer than a platform waits. So the first one doesn't matter.
 */
async function loosenUp(people: readonly Person[]): Promise<void> {
  await Promise.allSettled(people.map((person) => person.command('/aide')));
  for (const { platform, user, news } of people) {
    for (const { id } of news) await platform.remove(user.id, id);
  }
}

/** Ties both platforms to the first region, unless they are. */
async function setUpTown({ camille, driss }: TownCast): Promise<void> {
  const ready = textIn('fr', 'regions.ready.tallies', { region: region.name });
  const isReady = () => [camille, driss].every((person) => stands(person, ready));
  if (!isReady()) await setUpRegion({ slack: camille, discord: driss }, region);
  if (!isReady()) throw new Error(`${region.name} is not set up: ${camille.read()}`);
}

async function createOrganisations(cast: TownCast): Promise<void> {
  for (const { by, name, town } of organisations) {
    await ask(cast[by], '/structure creer', { nom: name, commune: town });
  }
}

async function passEvening(bot: TrialBot, now: Date, settle: () => Promise<void>): Promise<void> {
  await bot.schedule.runDue(comingEvening(now), { leavesRoutines: true });
  await settle();
}

async function sayFirstWord(cast: TownCast): Promise<void> {
  const { by, words } = firstWord;
  if (!stands(cast[by], words)) await cast[by].write(channelNames.yearRound, words);
}

async function openEdition({ camille }: TownCast, year: number): Promise<void> {
  await ask(camille, '/edition ouvrir', { annee: String(year), message: edition.message });
  await ask(camille, '/edition theme', { nom: edition.theme });
}

async function nameDelegate({ camille, malik }: TownCast): Promise<void> {
  await ask(camille, '/equipe nommer', {
    personne: camille.mention(malik),
    role: textIn('fr', 'people.field.delegate'),
    departement: townspeople.malik.delegate,
  });
}

async function publishKit({ camille }: TownCast): Promise<void> {
  await camille.command('/kit publier');
  await camille.fill({ files: kit.files, note: kit.news });
  await camille.press(textIn('fr', 'kits.form.publish'));
}

async function announceMeeting({ driss, sacha }: TownCast, now: Date): Promise<void> {
  if (stands(sacha, meeting.title)) return;
  await driss.command('/reunion programmer', {
    titre: meeting.title,
    date: `${tuesdayAfterNext(now)} ${meeting.hours}`,
    lieu: meeting.place,
    'ordre-du-jour': meeting.agenda,
  });
  await driss.press(textIn('fr', 'meetings.form.announce'));
}

/** Shows the live figures in their channel on each platform. */
async function showFigures({ camille, driss }: TownCast): Promise<void> {
  for (const coordinator of [camille, driss]) {
    await ask(coordinator, '/chiffres afficher', { canal: coordinator.channel(channelNames.tallies) });
  }
}

/** Makes the year-round channels one conversation, as the bot offers it. */
async function tieChannels({ camille }: TownCast): Promise<void> {
  // On a slow machine the answer with this offer may have been lost.
  const offer = textIn('fr', 'relays.offer.button');
  if (camille.sees(offer)) await camille.press(offer);
  else await camille.command('/passerelle lier');
  await camille.fill({});
  await camille.press(textIn('fr', 'relays.form.confirm'));
}
