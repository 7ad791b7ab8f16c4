/** Kinds of due items whose subject is a questionnaire's id; a reminder's is `<questionnaire>:<reminder name>`. */
export const ASK = 'survey-ask';
export const REMIND_QUESTIONNAIRE = 'survey-reminder';
/** Reminds of a questionnaire that was begun and isn't finished. */
export const REMIND_TO_FINISH = 'survey-finish';
export const ASK_CO_ORGANISERS = 'survey-co-organisers';

/**
 * Proposes to the coordinators to launch an edition's survey. The subject is `<edition>:<days before its first event>`.
 */
export const PROPOSE_LAUNCH = 'survey-propose-launch';
/** Due at once when an event is accepted: looks at when to propose what. The subject is `<event>:<version>`. */
export const PLAN_PROPOSALS = 'survey-plan-proposals';

/** Kinds of due items whose subject is a survey's id; this one proposes to the coordinators to close it. */
export const PROPOSE_CLOSING = 'survey-propose-closing';
export const ASK_ORGANISATIONS = 'survey-organisations';
export const LAST_REMINDER = 'survey-last-reminder';
export const CALL_LIST = 'survey-call-list';
/** The reminder that a coordinator asked for at night, sent in the morning. */
export const REMIND_ALL = 'survey-remind-all';

/**
 * Checks whether somebody who chose to answer in private was reached there. The subject is `<private
 * conversation>/<conversation in the thread>/<version>`.
 */
export const GO_PRIVATE = 'survey-private';

/** Asks one of many questionnaires, step by step. The subject is `<survey>:<run>:<questionnaire>`. */
export const ASK_STEP = 'survey-ask-step';
/** Reminds one of many people, step by step. The subject is `<survey>:<run>:<person>`. */
export const REMIND_STEP = 'survey-remind-step';
/** Moves what is planned about one of many questionnaires, step by step. The subject is `<survey>:<questionnaire>`. */
export const MOVE_STEP = 'survey-move-step';
/** Words one of many people's reminders anew, step by step. The subject is `<survey>:<person>`. */
export const REWORD_STEP = 'survey-reword-step';

/** Due at once when the set of asked questionnaires changes. The subject is `<edition>:<instant>`. */
export const ASKED_CHANGED = 'survey-asked-changed';
