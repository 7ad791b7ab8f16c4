import { settableTermNames, settableTerms, type TermDays } from '../../../src/access/region/terms.ts';
import type { RegisterFacts } from '../../../src/features/register/facts.ts';
import { registerComing, registerMessage } from '../../../src/features/register/messages.ts';
import type { Given, Samples } from '../sample.ts';
import { at, file, region } from './facts.ts';

const facts = (given: Given, contact: string | null): RegisterFacts => ({
  region: region(given).name,
  chamber: region(given).chamber,
  contact,
  days: Object.fromEntries(settableTermNames.map((term) => [term, settableTerms[term].days])) as TermDays,
  platforms: ['slack', 'discord'],
  backupDays: 14,
  logDays: 30,
  at: at('05T10:00'),
});

const files = (given: Given) =>
  ['pdf', 'docx', 'md'].map((ending) => file(given, `registre-picardie.${ending}`, 'application/octet-stream', 90_000));

export const register: Samples = {
  registerComing: {
    'with a contact': (given) => registerComing(given.t, facts(given, 'donnees@cress.example')),
    'without a contact': (given) => registerComing(given.t, facts(given, null)),
  },
  registerMessage: {
    'laid out': (given) => registerMessage(given.t, facts(given, 'donnees@cress.example'), files(given), true),
    'without a contact': (given) => registerMessage(given.t, facts(given, null), files(given), true),
    'not laid out': (given) => registerMessage(given.t, facts(given, null), files(given).slice(2), false),
  },
};
