import type { Question } from '../questions/catalogue.ts';
import type { Questionnaire } from '../survey.ts';

/** An enquiry to the coordinators: its words, its author and its question. */
export interface ToldEnquiry {
  readonly id: string;
  readonly questionnaire: Questionnaire;
  readonly question: Question;
  readonly askedBy: string;
  readonly text: string;
}

/** A coordinator's answer, and who gives it. */
export interface EnquiryReply {
  readonly by: string;
  readonly text: string;
}
