import { relayCommands } from '../../../commands/passerelle.ts';
import type { Feature } from '../../feature.ts';
import { relayActions } from './actions.ts';
import { tellStoppedReading } from './notes.ts';
import { relaySources } from './sources.ts';

export const relaysFeature: Feature = {
  name: 'relays',
  commands: relayCommands,
  menu: [
    {
      theme: 'passerelle',
      title: 'relays.menu.title',
      position: 65,
      entries: {
        'passerelle etat': { label: 'relays.menu.status' },
        'passerelle lier': { label: 'relays.menu.tie' },
        'passerelle couper': { label: 'relays.menu.cut' },
        'passerelle silence': { label: 'relays.menu.silence' },
        'passerelle retirer': { label: 'relays.menu.takeBack' },
      },
    },
  ],
  actions: relayActions,
  sources: relaySources,
  withheld: [tellStoppedReading],
};
