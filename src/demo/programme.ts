import type { Cast } from './cast.ts';
import type { EditionFile } from './edition-file.ts';
import { expectRead } from './expect.ts';
import { instant } from './play-questionnaires.ts';
import type { DemoStep } from './timeline.ts';

type ProposedEvent = EditionFile['events'][number];

/**
 * Returns the steps of the events: their organisers propose them, the coordinators accept them, others agree to
 * co-organise.
 */
export function programme(file: EditionFile, cast: Cast): readonly DemoStep[] {
  const at = (moment: string) => instant(moment, file.region.timeZone);
  const acceptance = at(file.edition.acceptsAt);
  const soonAfter = new Date(acceptance.getTime() + 3_600_000);
  return [
    ...file.events.map(
      (event): DemoStep => ({
        at: at(event.proposedAt),
        chapter: 'proposed',
        run: () => propose(file, cast, event),
      }),
    ),
    ...file.events.map(
      (event): DemoStep => ({
        at: acceptance,
        chapter: 'accepted',
        run: () => accept(cast, event),
      }),
    ),
    ...file.events.flatMap((event) =>
      event.coOrganisers.map(
        (organisation): DemoStep => ({
          at: soonAfter,
          chapter: 'together',
          run: () => coOrganise(cast, event, organisation),
        }),
      ),
    ),
  ];
}

async function propose(file: EditionFile, cast: Cast, event: ProposedEvent): Promise<void> {
  const person = cast.person(event.proposedBy);
  await person.command('/evenement proposer');
  await person.fill({
    title: event.title,
    when: event.when,
    place: event.where,
    pitch: event.sentence,
    contact: event.contact,
  });
  expectRead(person, event.title, event.municipality);
  await person.press('Proposer');
  expectRead(person, "C'est proposé");
  const theme = file.edition.themes.find(({ id }) => id === event.theme)?.name;
  if (theme) await person.command('/evenement completer', { evenement: event.title, theme });
}

/** Accepts an event on its own card, which is headed by its number and title: cards may name other events too. */
async function accept({ coordinator }: Cast, event: ProposedEvent): Promise<void> {
  await coordinator.press('Accepter', { in: `. ${event.title}\n` });
  expectRead(coordinator, 'est accepté');
}

async function coOrganise(cast: Cast, event: ProposedEvent, organisation: string): Promise<void> {
  const host = cast.person(event.proposedBy);
  const name = cast.organisation(organisation);
  await host.command('/evenement coorganiser', { evenement: event.title, structure: name });
  expectRead(host, name);
  const guest = cast.of(organisation);
  await guest.press('Co-organiser', { in: event.title });
  expectRead(guest, event.title);
}
