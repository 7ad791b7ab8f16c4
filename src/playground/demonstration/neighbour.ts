import { textIn } from '../../texts/index.ts';
import type { Person } from '../person.ts';
import { channelNames } from '../stage.ts';
import type { TrialPart } from './parts.ts';
import { neighbour, neighbours, neighboursEvent, neighboursMessage, region } from './town.ts';
import { ask, propose, stands, type TownCast } from './town-cast.ts';

/** Returns how the second region begins: as any does, its coordinator types a code that one of the first region has asked for. */
export function neighbourParts(cast: TownCast, year: number): readonly TrialPart[] {
  const { elise } = cast;
  return [
    ['neighbour', () => setUpNeighbour(cast)],
    ['neighbourEdition', () => ask(elise, '/edition ouvrir', { annee: String(year), message: neighboursMessage })],
    [
      'neighbourOrganisations',
      async () => {
        for (const { by, name, town } of neighbours) {
          await inServer(cast[by], () => ask(cast[by], '/structure creer', { nom: name, commune: town }));
        }
      },
    ],
    ['neighbourEvent', () => propose(cast, neighboursEvent, year)],
  ];
}

async function setUpNeighbour({ camille, elise }: TownCast): Promise<void> {
  const isReady = () => stands(elise, textIn('fr', 'regions.ready.tallies', { region: neighbour.name }));
  if (isReady()) return;
  await camille.command('/installer', { region: region.name });
  await camille.press(textIn('fr', 'regions.code.found'));
  const code = /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(camille.read())?.[0];
  if (!code) throw new Error(`no code for another region in: ${camille.read()}`);
  await elise.command('/installer', { region: code });
  await elise.command('/installer', {
    region: neighbour.name,
    departements: neighbour.departments.join(', '),
    permanent: elise.channel(channelNames.yearRound),
    annonces: elise.channel(channelNames.announcements),
    coordination: elise.channel(channelNames.coordination),
    chiffres: elise.channel(channelNames.tallies),
  });
  if (!isReady()) throw new Error(`${neighbour.name} is not set up: ${elise.read()}`);
}

/** Lets somebody do something in the server of the second region, who may be in another one too. */
async function inServer(person: Person, act: () => Promise<void>): Promise<void> {
  const before = person.place;
  const server = person.platform.teamsOf(person.user.id).find(({ name }) => name === neighbour.server);
  const there = person.platform.channelsOf(person.user.id).find(({ team }) => team === server?.id);
  if (!there) throw new Error(`${person.name} is not in ${neighbour.server}`);
  person.place = { channel: there.id, thread: null };
  try {
    await act();
  } finally {
    person.place = before;
  }
}
