import { z } from 'zod';
import { memberOf } from '../../../../access/actor/rights.ts';
import type { Departure } from '../../../../access/contacts/departure.ts';
import { operation } from '../../../../access/operation/operation.ts';
import { wordsFor } from '../../../../access/region/region-scope.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { departureUnder, tellPerson } from '../../../../delivery/outbox/index.ts';
import { htmlDocument } from '../../../../documents/html.ts';
import { outlineText } from '../../../../documents/text.ts';
import { textType } from '../../../../files/media-type.ts';
import { storeFile } from '../../../../files/store.ts';
import { eventsOfOrganisation } from '../../../events/queries.ts';
import { answeringOrganisations, loadQuestionnaire, mayAnswer } from '../../questionnaires/load.ts';
import { questionnairesOf } from '../../questionnaires/waiting.ts';
import { recapMessage } from '../messages/recap.ts';
import { recapOutline } from '../recap.ts';
import { contactHere } from './converse.ts';

/**
 * Makes a page of the events and answers of the actor's own organisation, or of the one they answer for, and sends it
 * privately to them alone.
 */
export const makeRecap = operation({
  name: 'surveys.recap',
  who: 'organiser',
  journal: { silent: 'is a message' },
  input: z.object({ questionnaireId: z.uuid() }),
  async run(scope, { questionnaireId }): Promise<Departure> {
    const { actor, now, region } = scope;
    const questionnaire = await loadQuestionnaire(scope, questionnaireId);
    if (!mayAnswer(actor, questionnaire, now, region.timeZone)) throw new UserError('surveys.errors.notYours');
    const answering = answeringOrganisations(questionnaire, now, region.timeZone);
    const organisation = actor.organisations.find(({ id }) => answering.includes(id)) ?? questionnaire.organisation;
    const { survey } = questionnaire;
    const events = (await eventsOfOrganisation(scope, organisation.id, survey.editionId))
      .filter(({ status }) => status === 'ACCEPTED')
      .toSorted((a, b) => a.number - b.number);
    const questionnaires = await questionnairesOf(scope, survey, [organisation]);
    const t = wordsFor(actor, region);
    const outline = recapOutline(t, now, { organisation: organisation.name, events, questionnaires });
    const bytes = Buffer.from(htmlDocument(outline, t.locale));
    const name = `${t.text('surveys.recap.file')}.html`;
    const file = await storeFile(
      scope,
      { name, type: textType(name), bytes, told: outlineText(outline) },
      actor.personId,
    );
    // Asked for twice at one moment, the same page is sent once.
    const key = `survey-recap:${organisation.id}:${actor.personId}:${now.getTime()}:${file.id}`;
    await tellPerson(scope, await contactHere(scope), {
      key,
      words: (words) => recapMessage(words, organisation.name, file),
      consent: { asked: 'own-request' },
      readAs: [memberOf(organisation.id), 'coordinator'],
    });
    return departureUnder(scope, key);
  },
});
