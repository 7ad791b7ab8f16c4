import { expect } from 'vitest';
import type { KnownList } from './known-list.ts';
import { clear, dictionary, memberOf, organisations, personIdOf, sheets } from './rows.ts';

/** Sheets of an organisation; `own`: the reader's. */
const someSheets =
  (own: boolean): KnownList['fill'] =>
  async (world, platform, count) => {
    await clear(world);
    const [host = ''] = (await organisations(world, ['Hôte'])).values();
    if (own) await memberOf(world, await personIdOf(world, world.coordinator[platform]), [host]);
    const titles = dictionary('Fête', count);
    await sheets(world, titles, host);
    return titles;
  };

const waits: KnownList['expectChosen'] = async (_, reader, entry) =>
  expect(reader.read()).toMatch(new RegExp(`Vous répondez à « .*${entry}.* »`));

export const sheetLists: readonly KnownList[] = [
  {
    name: 'the sheets a coordinator enters for somebody',
    of: ['surveyQuestionnaires'],
    placeholder: 'Questionnaire',
    fill: someSheets(false),
    open: (reader) => reader.command('/questionnaire saisir'),
    expectChosen: waits,
  },
  {
    name: 'the sheets a coordinator looks at',
    of: ['survey-see'],
    placeholder: 'Voir un questionnaire',
    fill: someSheets(false),
    open: (reader) => reader.command('/questionnaire etat'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(entry),
  },
  {
    name: 'the sheets to enter after a call',
    of: ['survey-enter'],
    placeholder: 'Saisir les réponses de',
    fill: someSheets(false),
    async open(reader) {
      await reader.command('/questionnaire etat');
      await reader.press('Qui appeler');
    },
    expectChosen: waits,
  },
  {
    name: "one's own sheets that wait",
    of: ['survey-open-one'],
    placeholder: 'Répondre à un questionnaire',
    fill: someSheets(true),
    open: (reader) => reader.command('/questionnaire repondre'),
    expectChosen: waits,
  },
  {
    name: "one's own sheets, to be seen",
    of: ['survey-see'],
    placeholder: 'Voir un questionnaire',
    fill: someSheets(true),
    open: (reader) => reader.command('/questionnaire repondre'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(entry),
  },
];
