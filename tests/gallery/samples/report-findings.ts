import { findingCorrected, sharedMentionMessage } from '../../../src/features/reports/messages/findings.ts';
import { content } from '../../support/demo-content.ts';
import type { Given, Samples } from '../sample.ts';
import { edition, id } from './facts.ts';

/** The findings of 2008, of which the first is about the launch's media items. */
const found = (given: Given) => {
  const [finding] = content({ edition: edition(given) }).findings;
  if (!finding) throw new Error('there is one');
  return finding;
};

const declaring = (given: Given) =>
  given.several(2, 2, (at) => ({
    id: id(at),
    organisation: { id: id(40 + at), name: given.say('Le Moulin', 100) },
  }));

/** What the check finds of media items, and what became of a finding. */
export const findings: Samples = {
  sharedMentionMessage: {
    'two organisations declare it': (given) => {
      const values = { outlet: given.say('Radio Campus', 200), organisations: 'Le Moulin, La Ruche' };
      const finding = { ...found(given), kind: 'mention-counted-twice', values } as const;
      return sharedMentionMessage(given.t, { editionId: id(2), finding, answers: declaring(given) });
    },
    "it may be the launch's": (given) =>
      sharedMentionMessage(given.t, { editionId: id(2), finding: found(given), answers: declaring(given) }),
  },
  findingCorrected: {
    'nothing is left': ({ t }) => findingCorrected(t, { editionId: id(2), still: null, again: null }),
    'something is left': (given) =>
      findingCorrected(given.t, { editionId: id(2), still: found(given), again: `finding-event:${id(5)}` }),
  },
};
