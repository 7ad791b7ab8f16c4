import type { Answers, AnswerValue } from '../../src/features/surveys/questions/answers.ts';
import type { OptionId } from '../../src/features/surveys/questions/options.ts';

type Sample = Readonly<Record<string, AnswerValue>>;

/** Returns the four answers of an event's questionnaire. */
export function eventAnswers(number: number): Sample {
  const value = 12 + ((number * 7) % 180);
  return {
    held: choice('yes'),
    attendance: { kind: 'quantity', value, precision: number % 4 === 0 ? 'estimated' : 'exact', typed: `${value}` },
    officials: choice(oneOf(number, 'yes', 'no', 'dontKnow')),
    audience: choice(oneOf(number, 'half', 'mostlySse', 'mostlyPublic')),
  } satisfies Answers;
}

/** Returns the answers of an organisation's questionnaire: its twelve questions, without follow-ups. */
export function organisationAnswers(number: number): Sample {
  return {
    pressContacted: choice(oneOf(number, 'yes', 'no')),
    coverage: choice(oneOf(number, 'no', 'dontKnow')),
    distribution: { kind: 'choices', options: ['ownPremises', oneOf(number, 'mail', 'socialNetworks')] },
    siteLink: choice(oneOf(number, 'no', 'noSite')),
    logo: choice(oneOf(number, 'no', 'neverHad')),
    relayed: choice('no'),
    contacts: choice('no'),
    reasons: { kind: 'ranking', order: ['legibility', 'showcase', 'movement'], done: true },
    defects: { kind: 'ranking', order: ['tooManyAtOnce', 'noContact'], done: true },
    scales: {
      kind: 'scales',
      levels: {
        knownToPublic: 'fairly',
        diversity: 'aLot',
        reachedInhabitants: 'aLittle',
        reachedOfficials: 'dontKnow',
      },
    },
    comingBack: choice(oneOf(number, 'yes', 'yes', 'toConfirm')),
    idea: { kind: 'text', text: 'Une affiche par commune, et le programme plus tôt dans les boîtes aux lettres.' },
  } satisfies Answers;
}

function choice(option: OptionId): AnswerValue {
  return { kind: 'choice', option };
}

function oneOf(number: number, ...options: readonly [OptionId, ...OptionId[]]): OptionId {
  return options[number % options.length] ?? options[0];
}
