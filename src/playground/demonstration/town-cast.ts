import { textIn } from '../../texts/index.ts';
import type { Person } from '../person.ts';
import { inNovember } from './days.ts';
import type { ProposedEvent, TownspersonId } from './town.ts';

/** The people of the town, as they act. */
export type TownCast = Readonly<Record<TownspersonId, Person>>;

/** Has an event proposed, and accepted where somebody accepts it. */
export async function propose(cast: TownCast, event: ProposedEvent, year: number): Promise<void> {
  const { by, acceptedBy, title, on, where, sentence, contact } = event;
  await cast[by].command('/evenement proposer', {
    titre: title,
    date: `${inNovember(year, on.nth, on.weekday)} ${on.hours}`,
    lieu: where,
    phrase: sentence,
    contact,
  });
  await cast[by].press(textIn('fr', 'events.propose'));
  if (acceptedBy) await cast[acceptedBy].press(textIn('fr', 'events.accept'));
}
