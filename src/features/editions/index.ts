import { editionCommands } from '../../../commands/edition.ts';
import type { Feature } from '../../feature.ts';
import { editionActions } from './actions.ts';
import { closeEditionOperation, viewClosingOperation } from './operations.ts';
import type { EditionClosedHook, StillOpen } from './still-open.ts';
import { editionsWait } from './waits.ts';

/** `stillOpen` finds what isn't over in an edition, `onClosed` runs when it is closed; both are given once all features are known. */
export function editionsFeature(
  stillOpen: () => readonly StillOpen[],
  onClosed: () => readonly EditionClosedHook[],
): Feature {
  const viewClosing = viewClosingOperation(stillOpen);
  return {
    name: 'editions',
    commands: editionCommands(viewClosing),
    menu: [
      {
        theme: 'edition',
        title: 'editions.menu.title',
        position: 100,
        entries: {
          'edition ouvrir': { label: 'editions.menu.open' },
          'edition voir': { label: 'editions.menu.view', shortcut: { coordinator: 80 } },
          'edition theme': { label: 'editions.menu.theme' },
          'edition objectifs': { label: 'editions.menu.objectives' },
          'edition cloturer': { label: 'editions.menu.close' },
        },
      },
    ],
    waits: editionsWait,
    actions: editionActions(viewClosing, closeEditionOperation(onClosed)),
  };
}
