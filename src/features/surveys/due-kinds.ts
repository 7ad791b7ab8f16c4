/** Kinds of due items whose subject is a questionnaire's id (of a reminder, followed by its name). */
export const ASK = 'survey-ask';
export const REMIND_QUESTIONNAIRE = 'survey-reminder';
export const ASK_CO_ORGANISERS = 'survey-co-organisers';

/** Kinds of due items whose subject is a survey's id. */
export const ASK_ORGANISATIONS = 'survey-organisations';
export const LAST_REMINDER = 'survey-last-reminder';
export const CALL_LIST = 'survey-call-list';
/** The reminder a coordinator asked for at night. */
export const REMIND_ALL = 'survey-remind-all';

/**
 * Due once somebody was written to in private; its subject is `<their conversation>/<the one in the thread>/<version>`.
 */
export const GO_PRIVATE = 'survey-private';

/** Due at once when other questionnaires than before are asked; its subject is `<edition>:<moment>`. */
export const ASKED_CHANGED = 'survey-asked-changed';
