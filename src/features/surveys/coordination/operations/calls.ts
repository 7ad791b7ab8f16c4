import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import type { RegionScope } from '../../../../access/region/region-scope.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { questionnaireStore } from '../../questionnaires/questionnaire-store.ts';
import { currentSurvey } from '../../questionnaires/waiting.ts';
import { type CallToMake, callsToMake } from '../calls.ts';

async function calls(scope: RegionScope, organisationId: string | null = null): Promise<readonly CallToMake[]> {
  const survey = await currentSurvey(scope);
  if (!survey) throw new UserError('surveys.errors.notLaunched');
  return callsToMake(scope, survey, organisationId);
}

async function callTo(scope: RegionScope, organisationId: string): Promise<CallToMake | null> {
  const [call = null] = await calls(scope, organisationId);
  return call;
}

/** Returns the call list: the organisations that haven't answered to the end, with the people who could. */
export const callList = operation({
  name: 'surveys.callList',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: (scope): Promise<readonly CallToMake[]> => calls(scope),
});

/** Returns one call to make; null once nothing is missing there. */
export const oneCall = operation({
  name: 'surveys.call',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ organisationId: z.string() }),
  run: (scope, { organisationId }): Promise<CallToMake | null> => callTo(scope, organisationId),
});

/** [J'ai appelé] notes who called this organisation, and when. Returns the call; null once nothing is missing there. */
export const noteCall = operation({
  name: 'surveys.noteCall',
  who: 'coordinator',
  input: z.object({ organisationId: z.string() }),
  async run(scope, { organisationId }): Promise<CallToMake | null> {
    const call = await callTo(scope, organisationId);
    if (!call) return null;
    const ids = call.questionnaires.map(({ id }) => id);
    await questionnaireStore(scope).noteCalled(ids, scope.actor.personId);
    return { ...call, called: { name: scope.actor.name, at: scope.now } };
  },
  journal: {
    deeds: (call) =>
      call && {
        verb: 'surveys.journal.called',
        object: { kind: 'organisation', id: call.organisation.id, name: call.organisation.name },
        organisation: call.organisation,
      },
  },
});
