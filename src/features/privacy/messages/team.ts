import { runs } from '../../../chat/interaction.ts';
import { actions, button, list, type Message, message, text } from '../../../chat/message.ts';
import { alphabetical, departmentLabel } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { stillCoordinating } from '../../people/messages/team.ts';
import type { TeamLeft } from '../erasure.ts';

/** Says that somebody has left the team, without saying who, which part they had, and who is left. */
export function teamLeftNotice(t: Translator, chamber: string, { coordinators, delegates }: TeamLeft): Message {
  const labels = (some: TeamLeft['delegates']) => t.list(some.map(({ department }) => departmentLabel(department)));
  const alone = delegates.filter(({ names }) => names.length === 0);
  const sorted = (names: readonly string[]) => alphabetical(t.locale, names, (name) => name);
  return message(
    coordinators !== null && text(t.text('privacy.team.coordinator', { chamber })),
    coordinators !== null && stillCoordinating(t, coordinators),
    delegates.length > 0 && text(t.text('privacy.team.delegate', { departments: labels(delegates) })),
    list(
      delegates.flatMap(({ department, names }) =>
        names.length === 0
          ? []
          : [
              t.text('privacy.team.delegatesLeft', {
                department: departmentLabel(department),
                names: t.list(sorted(names)),
              }),
            ],
      ),
    ),
    alone.length > 0 && text(t.text('privacy.team.alone', { departments: labels(alone) })),
    actions(
      button(runs(['equipe', 'nommer']), t.text('people.team.name'), 'primary'),
      button(runs(['equipe', 'voir']), t.text('people.team.view')),
    ),
  );
}
