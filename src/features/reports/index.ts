import { reportCommands } from '../../../commands/bilan.ts';
import type { Feature } from '../../feature.ts';
import { reportActions } from './actions.ts';
import { reportSources } from './sources.ts';

export const reportsFeature: Feature = {
  name: 'reports',
  commands: reportCommands,
  actions: reportActions,
  sources: reportSources,
};
