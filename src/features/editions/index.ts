import { editionCommands } from '../../../commands/edition.ts';
import type { Feature } from '../../feature.ts';
import { editionActions } from './actions.ts';

export const editionsFeature: Feature = {
  name: 'editions',
  commands: editionCommands,
  actions: editionActions,
};
