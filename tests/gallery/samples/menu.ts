import { runs } from '../../../src/chat/interaction.ts';
import { menu as whole } from '../../../src/composition.ts';
import {
  boardMessage,
  closestMessage,
  greetingMessage,
  helpMessage,
  menuMessage,
  reservedText,
  restMessage,
  themeMessage,
  welcomeMessage,
} from '../../../src/features/menu/messages.ts';
import type { Today, WaitingTask } from '../../../src/features/menu/waits.ts';
import type { Given, Samples } from '../sample.ts';
import { at, contextOf, id, region } from './facts.ts';

const nobody = { organisations: [] };
const unknown = { ...nobody, isNew: true } as const;
const coordinator = { coordinator: true, organisations: [] };
const delegate = { delegateOf: ['60', '80'], organisations: [] };

const nothing: Today = {
  coordinating: null,
  organising: { tasks: [], theirs: [], past: [], left: [], had: [], dates: [], begin: [] },
};
const begin = [{ action: 'run:evenement-proposer', label: 'events.menu.propose' }] as const;
const idle: Today = { ...nothing, organising: { ...nothing.organising, begin } };

const proposals: WaitingTask = {
  position: 1,
  words: (t) => t.text('events.waits.proposals', { count: 6 }),
  ways: [{ action: 'run:evenement-file', label: 'events.menu.queue' }],
};
const calls: WaitingTask = {
  position: 2,
  words: (t) => t.text('surveys.waits.calls', { count: 9 }),
  ways: [{ action: 'survey-calls:', label: 'surveys.calls.show' }],
};

/** Returns what waits for an organiser with a lot to do. */
function busy(given: Given): Today['organising'] {
  const title = given.say('Portes ouvertes', 120);
  const requests = given.several(2, 12, (index): WaitingTask => {
    const values = { person: given.say('Ana Petit', 80), name: given.say('Le Moulin', 100) };
    return {
      position: index,
      words: (t) => t.text('organisations.waits.request', values),
      ways: [
        { action: `membership-accept:${id(index)}`, label: 'common.confirm' },
        { action: `membership-decline:${id(index)}`, label: 'organisations.card.decline' },
      ],
    };
  });
  return {
    tasks: requests,
    theirs: given.several(
      2,
      40,
      () => (t) => `${t.date(at('14T14:00'))} · ${title} · ${t.text('events.status.ACCEPTED')}`,
    ),
    dates: [{ at: at('14T14:00'), words: (t) => t.text('events.waits.date', { title }) }],
    past: given.several(1, 12, () => (t) => `${title} (${t.date(at('03T14:00'), 'short')})`),
    left: [(t) => t.text('surveys.waits.left', { count: 2 })],
    had: [
      {
        words: (t) => t.text('kits.had', { version: 2, when: t.date(at('01T14:00')) }),
        way: { action: runs(['kit', 'recevoir']), label: 'kits.menu.again' },
      },
    ],
    begin,
  };
}

const theme = (name: string) => {
  const found = whole.themes.find((one) => one.name === name);
  if (!found) throw new Error(`the menu has no theme "${name}"`);
  return found;
};

export const menu: Samples = {
  menuMessage: {
    'for somebody new': (given) => menuMessage(contextOf(given, nobody), whole, nothing),
    'for an organiser, on Discord': (given) =>
      menuMessage(contextOf(given, {}, 'discord'), whole, { ...nothing, organising: busy(given) }),
    'for an organiser whom nothing waits for': (given) => menuMessage(contextOf(given), whole, idle),
    'for a delegate': (given) => menuMessage(contextOf(given, delegate), whole, nothing),
    'for a coordinator': (given) =>
      menuMessage(contextOf(given, coordinator), whole, { ...nothing, coordinating: [proposals, calls] }),
    'for a coordinator whom nothing waits for': (given) =>
      menuMessage(contextOf(given, coordinator), whole, { ...nothing, coordinating: [] }),
    'for all of them at once': (given) =>
      menuMessage(contextOf(given, { coordinator: true, delegateOf: ['02', '60', '80'] }), whole, {
        coordinating: [proposals, calls],
        organising: busy(given),
      }),
    'after something else was typed': (given) =>
      menuMessage(contextOf(given), whole, idle, given.say('Je n’ai pas compris « coucou ».', 2000)),
    'instead of a theme that is not theirs': (given) =>
      menuMessage(contextOf(given, nobody), whole, nothing, reservedText(contextOf(given, nobody), whole, 'bilan')),
  },
  greetingMessage: {
    'somebody new': (given) => greetingMessage(contextOf(given, unknown), whole),
    'somebody new, who typed something else': (given) =>
      greetingMessage(contextOf(given, unknown), whole, given.say('Je n’ai pas compris « coucou ».', 400)),
    'somebody new, instead of a theme that is not theirs': (given) => {
      const context = contextOf(given, unknown);
      return greetingMessage(context, whole, reservedText(context, whole, 'bilan'));
    },
  },
  boardMessage: {
    'with a few things to do': (given) => boardMessage(given.t, region(given), [proposals, calls]),
    'with nothing to do': (given) => boardMessage(given.t, region(given), []),
  },
  restMessage: {
    'for an organiser, on Discord': (given) => restMessage(contextOf(given, {}, 'discord'), whole),
    'for a coordinator': (given) => restMessage(contextOf(given, coordinator), whole),
  },
  themeMessage: {
    'events, for an organiser': (given) => themeMessage(contextOf(given, {}, 'discord'), theme('evenement')),
    'events, where one is asked for': (given) => {
      const events = theme('evenement');
      return themeMessage(contextOf(given), events, events.items.slice(1, 2));
    },
    'survey, for a coordinator': (given) => themeMessage(contextOf(given, coordinator), theme('questionnaire')),
  },
  welcomeMessage: (given) => welcomeMessage(contextOf(given)),
  closestMessage: (given) =>
    closestMessage(
      contextOf(given, {}, 'discord'),
      theme('evenement'),
      given.say('je voudrais proposer une fête', 200),
    ),
  helpMessage: {
    'for somebody new': (given) => helpMessage(contextOf(given, nobody), whole),
    'for a coordinator': (given) => helpMessage(contextOf(given, coordinator), whole),
  },
};
