import { runs } from '../../chat/interaction.ts';
import { currentEditionOrNone } from '../editions/queries.ts';
import type { Waits } from '../menu/waits.ts';
import { awaitedKit } from './waits-store.ts';

export const kitsWait: Waits = {
  async organiser(scope) {
    const edition = await currentEditionOrNone(scope);
    const ids = scope.actor.organisations.map(({ id }) => id);
    const kit = edition && (await awaitedKit(scope, edition.id, ids));
    if (!kit) return {};
    const { version, id, organisationId } = kit;
    return {
      tasks: [
        {
          position: 50,
          words: (t) => t.text('kits.waits', { version }),
          ways: [
            { action: runs(['kit', 'recevoir']), label: 'kits.menu.receive' },
            { action: `kit-received:${id}/${organisationId}`, label: 'kits.received.button' },
          ],
        },
      ],
    };
  },
};
