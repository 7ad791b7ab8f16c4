/** Kinds of due items whose subject is a questionnaire's id; a reminder's is `<questionnaire>:<reminder name>`. */
export const ASK = 'survey-ask';
export const REMIND_QUESTIONNAIRE = 'survey-reminder';
export const ASK_CO_ORGANISERS = 'survey-co-organisers';

/** Kinds of due items whose subject is a survey's id. */
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

/** Due at once when the set of asked questionnaires changes. The subject is `<edition>:<instant>`. */
export const ASKED_CHANGED = 'survey-asked-changed';
