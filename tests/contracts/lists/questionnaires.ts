import { expect } from 'vitest';
import type { KnownList } from './known-list.ts';
import { clear, dictionary, memberOf, organisations, personIdOf, questionnaires } from './rows.ts';

/** Makes questionnaires of an organisation; `own`: the reader's. */
const someQuestionnaires =
  (own: boolean): KnownList['fill'] =>
  async (world, platform, count) => {
    await clear(world);
    const [host = ''] = (await organisations(world, ['Hôte'])).values();
    if (own) await memberOf(world, await personIdOf(world, world.coordinator[platform]), [host]);
    const titles = dictionary('Fête', count);
    await questionnaires(world, titles, host);
    return titles;
  };

const waits: KnownList['expectChosen'] = async (_, reader, entry) =>
  expect(reader.read()).toMatch(new RegExp(`Vous répondez à « .*${entry}.* »`));

export const questionnaireLists: readonly KnownList[] = [
  {
    name: 'the sheets a coordinator enters for somebody',
    of: ['surveyQuestionnaires'],
    placeholder: 'Questionnaire',
    fill: someQuestionnaires(false),
    open: (reader) => reader.command('/questionnaire saisir'),
    expectChosen: waits,
  },
  {
    name: 'the sheets a coordinator looks at',
    of: ['survey-see'],
    placeholder: 'Voir un questionnaire',
    fill: someQuestionnaires(false),
    open: (reader) => reader.command('/questionnaire etat'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(entry),
  },
  {
    name: 'the organisations to call',
    of: ['survey-call'],
    placeholder: 'Choisir qui appeler',
    async fill(world, _, count) {
      await clear(world);
      const names = dictionary('Fanfare', count);
      const hosts = [...(await organisations(world, names)).values()];
      await questionnaires(world, names, ...hosts);
      return names;
    },
    async open(reader) {
      await reader.command('/questionnaire etat');
      await reader.press('Qui appeler');
    },
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`À appeler : ${entry}`),
  },
  {
    name: 'the sheets that one says one will not answer',
    of: ['survey-refuse-one'],
    placeholder: 'Choisir un questionnaire',
    fill: someQuestionnaires(true),
    async open(reader) {
      await reader.command('/questionnaire repondre');
      await reader.press('Nous ne répondrons pas');
    },
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(entry),
  },
  {
    name: 'the sheets to enter after a call',
    of: ['survey-enter'],
    placeholder: 'Saisir les réponses (structure)',
    fill: someQuestionnaires(false),
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
    fill: someQuestionnaires(true),
    open: (reader) => reader.command('/questionnaire repondre'),
    expectChosen: waits,
  },
  {
    name: "one's own sheets, to be seen",
    of: ['survey-see'],
    placeholder: 'Voir un questionnaire',
    fill: someQuestionnaires(true),
    open: (reader) => reader.command('/questionnaire repondre'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(entry),
  },
];
