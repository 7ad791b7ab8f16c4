import { textIn } from '../../texts/index.ts';
import { asTyped } from '../../texts/typography.ts';
import type { FieldInput, SeenMessage } from '../local-platform.ts';
import type { Person } from '../person.ts';
import { inNovember } from './days.ts';
import type { ProposedEvent, TownspersonId } from './town.ts';

/** The people of the town, as they act. */
export type TownCast = Readonly<Record<TownspersonId, Person>>;

/** Returns whether this stands somewhere on somebody's screen. */
export function stands(person: Person, words: string): boolean {
  return person.screen().some(({ text }) => text.includes(asTyped(words)));
}

/** Types a command as somebody. Throws where they see nothing come of it. */
export async function ask(
  person: Person,
  path: string,
  options: Readonly<Record<string, FieldInput>> = {},
): Promise<void> {
  await person.command(path, options);
  if (person.read() === '') throw new Error(`nothing answers ${person.name}, who typed ${path}`);
}

function hasButton({ controls }: SeenMessage, label: string): boolean {
  return controls.some((one) => one.kind === 'button' && one.label === asTyped(label));
}

/** Proposes an event, and accepts it where somebody accepts it; steps already taken aren't repeated. */
export async function propose(cast: TownCast, event: ProposedEvent, year: number): Promise<void> {
  const { by, seenBy, accepted, title, on, where, sentence, contact } = event;
  const coordinator = cast[seenBy];
  if (!stands(coordinator, title)) {
    await ask(cast[by], '/evenement proposer', {
      titre: title,
      date: `${inNovember(year, on.nth, on.weekday)} ${on.hours}`,
      lieu: where,
      phrase: sentence,
      contact,
    });
    await cast[by].press(textIn('fr', 'events.propose'));
  }
  const accept = textIn('fr', 'events.accept');
  const isWaiting = coordinator.screen().some((one) => one.text.includes(asTyped(title)) && hasButton(one, accept));
  if (accepted && isWaiting) await coordinator.press(accept, { in: title });
  if (!stands(coordinator, title)) throw new Error(`${coordinator.name} sees no proposal called ${title}`);
}
