import { expect, it } from 'vitest';
import { composeRegistry } from '../../../src/composition.ts';

/** The forms that are filled in with something and don't say `putsBack`, by the reason why. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'proposes what is likely, of which nothing is stored': [
    'edition ouvrir',
    'passerelle lier',
    'press-add',
    'relay-offered',
  ],
  'fills in nothing, and only looks whether there is anything to do': [
    'bilan-comment',
    'evenement annuler',
    'evenement coorganiser',
    'evenement proposer',
    'event-answer',
    'event-cancel',
    'event-invite',
    'event-postpone',
    'organisation-join',
    'questionnaire saisir',
    'reunion repondre',
    'structure exclure',
    'structure rejoindre',
  ],
  'asks which event, and leads to its form': [
    'evenement completer',
    'evenement dupliquer',
    'evenement modifier',
    'evenement reporter',
  ],
  "is nobody's but the person's own": ['profil notifications', 'quiet-hours'],
  'shows what has changed in place of the form': ['announcement-when'],
  'looks at how the event stands before and while it is stored': ['survey-postpone'],
};

it('every form that is filled in with what is stored keeps what others have stored meanwhile, or is known not to', () => {
  const { commands, actions } = composeRegistry();
  const all = [
    ...commands.map((one) => [one.path.fr.join(' '), one] as const),
    ...actions.map((one) => [one.name, one] as const),
  ];
  const others = all.filter(([, { prefill, putsBack }]) => prefill && !putsBack).map(([name]) => name);
  expect(others.sort()).toEqual(Object.values(OTHERS).flat().sort());
});
