import { menu as whole } from '../../../src/composition.ts';
import { helpMessage, menuMessage, themeMessage } from '../../../src/features/menu/messages.ts';
import type { Samples } from '../sample.ts';
import { contextOf } from './facts.ts';

const nobody = { organisations: [] };
const coordinator = { coordinator: true, organisations: [] };
const delegate = { delegateOf: ['60', '80'], organisations: [] };

export const menu: Samples = {
  menuMessage: {
    'for somebody new': (given) => menuMessage(contextOf(given, nobody), whole),
    'for an organiser, on Discord': (given) => menuMessage(contextOf(given, {}, 'discord'), whole),
    'for a delegate': (given) => menuMessage(contextOf(given, delegate), whole),
    'for a coordinator': (given) => menuMessage(contextOf(given, coordinator), whole),
    'for all of them at once': (given) =>
      menuMessage(contextOf(given, { coordinator: true, delegateOf: ['02', '60', '80'] }), whole),
    'after something else was typed': (given) =>
      menuMessage(contextOf(given), whole, given.say('Je n’ai pas compris « coucou ».', 2000)),
  },
  themeMessage: {
    'events, for an organiser': (given) => themeMessage(contextOf(given, {}, 'discord'), whole, 'evenement'),
    'survey, for a coordinator': (given) => themeMessage(contextOf(given, coordinator), whole, 'questionnaire'),
    'one that is not theirs': (given) => themeMessage(contextOf(given, nobody), whole, 'bilan'),
  },
  helpMessage: {
    'for somebody new': (given) => helpMessage(contextOf(given, nobody), whole),
    'for a coordinator': (given) => helpMessage(contextOf(given, coordinator), whole),
  },
};
