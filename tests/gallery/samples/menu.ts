import { composeRegistry } from '../../../src/composition.ts';
import { helpMessage, menuMessage, themeMessage } from '../../../src/features/menu/messages.ts';
import type { Samples } from '../sample.ts';
import { contextOf } from './facts.ts';

const { commands } = composeRegistry();
const nobody = { organisations: [] };
const coordinator = { coordinator: true, organisations: [] };
const delegate = { delegateOf: ['60', '80'], organisations: [] };

export const menu: Samples = {
  menuMessage: {
    'for somebody new': (given) => menuMessage(contextOf(given, nobody), commands),
    'for an organiser, on Discord': (given) => menuMessage(contextOf(given, {}, 'discord'), commands),
    'for a delegate': (given) => menuMessage(contextOf(given, delegate), commands),
    'for a coordinator': (given) => menuMessage(contextOf(given, coordinator), commands),
    'for all of them at once': (given) =>
      menuMessage(contextOf(given, { coordinator: true, delegateOf: ['02', '60', '80'] }), commands),
    'after something else was typed': (given) =>
      menuMessage(contextOf(given), commands, given.say('Je n’ai pas compris « coucou ».', 2000)),
  },
  themeMessage: {
    'events, for an organiser': (given) => themeMessage(contextOf(given, {}, 'discord'), commands, 'evenement'),
    'survey, for a coordinator': (given) => themeMessage(contextOf(given, coordinator), commands, 'questionnaire'),
    'one that is not theirs': (given) => themeMessage(contextOf(given, nobody), commands, 'bilan'),
  },
  helpMessage: {
    'for somebody new': (given) => helpMessage(contextOf(given, nobody), commands),
    'for a coordinator': (given) => helpMessage(contextOf(given, coordinator), commands),
  },
};
