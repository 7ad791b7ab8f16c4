import { runs } from '../../chat/interaction.ts';
import { currentEditionOrNone } from '../editions/queries.ts';
import type { Waits, Worded } from '../menu/waits.ts';
import { kitOfTheirs } from './waits-store.ts';

export const kitsWait: Waits = {
  async organiser(scope) {
    const edition = await currentEditionOrNone(scope);
    const ids = scope.actor.organisations.map(({ id }) => id);
    const kit = edition && (await kitOfTheirs(scope, edition.id, ids));
    if (!kit) return {};
    const { version, id, organisationId, sentAt, receivedAt } = kit;
    const receive = { action: runs(['kit', 'recevoir']), label: 'kits.menu.receive' } as const;
    const again = { ...receive, label: 'kits.menu.again' } as const;
    const confirm = { action: `kit-received:${id}/${organisationId}`, label: 'kits.received.button' } as const;
    if (receivedAt !== null) {
      return { had: [{ words: (t) => t.text('kits.had', { version, when: t.date(receivedAt) }), way: again }] };
    }
    if (sentAt !== null) {
      const words: Worded = (t) => t.text('kits.sent', { version, when: t.date(sentAt) });
      return { tasks: [{ position: 50, words, ways: [confirm, again] }] };
    }
    return { tasks: [{ position: 50, words: (t) => t.text('kits.waits', { version }), ways: [receive, confirm] }] };
  },
};
