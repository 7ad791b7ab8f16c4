import { type Departure, departureText } from '../../../../access/contacts/departure.ts';
import { actions, button, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { tellsOrganisation } from '../../../organisations/rules.ts';
import { questionnaireOfWhom, questionText } from '../../questionnaires/words.ts';
import type { EnquiryReply, ToldEnquiry } from '../enquiry.ts';

/** Shows the coordinators what somebody wants to know; once one of them has answered, with the answer. */
export function enquiryMessage(t: Translator, enquiry: ToldEnquiry, reply: EnquiryReply | null): Message {
  const { id, questionnaire, question, askedBy } = enquiry;
  const organisation = questionnaire.organisation.name;
  const asked = tellsOrganisation(askedBy, organisation) ? 'surveys.enquiry.askedNamed' : 'surveys.enquiry.asked';
  return message(
    text(t.text(asked, { name: askedBy, organisation })),
    text(t.text('surveys.enquiry.text', { text: enquiry.text })),
    note(`${questionnaireOfWhom(t, questionnaire)}\n${questionText(t, question, questionnaire)}`),
    reply && text(t.text('surveys.enquiry.repliedBy', { name: reply.by, reply: reply.text })),
    actions(reply === null && button(`survey-reply:${id}`, t.text('surveys.enquiry.reply'), 'primary')),
  );
}

/** Shows the coordinators' answer where it was asked, with what was asked. */
export function enquiryReplyMessage(t: Translator, enquiry: ToldEnquiry, { by, text: reply }: EnquiryReply): Message {
  const { questionnaire, question, askedBy } = enquiry;
  return message(
    note(questionText(t, question, questionnaire)),
    text(t.text('surveys.enquiry.youAsked', { name: askedBy, text: enquiry.text })),
    text(t.text('surveys.enquiry.answer', { name: by, reply })),
  );
}

/** Says how what was asked leaves. */
export function enquiryAskedMessage(t: Translator, leaves: Departure): Message {
  return message(text(t.text('surveys.enquiry.noted.asked')), note(departureText(t, leaves)));
}

/** Says how an answer leaves, and where it is read: `instead` names the colleague of somebody who has left. */
export function enquiryRepliedMessage(t: Translator, leaves: Departure, instead: string | null): Message {
  const where =
    instead === null
      ? t.text('surveys.enquiry.noted.replied')
      : t.text('surveys.enquiry.noted.instead', { name: instead });
  return message(text(where), note(departureText(t, leaves)));
}
