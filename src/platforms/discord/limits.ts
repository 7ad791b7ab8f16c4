/** Discord's hard limits, in characters unless a comment says otherwise. */

/** Components of one message, including nested ones. */
export const COMPONENTS_PER_MESSAGE = 40;
/** Characters of all text displays of a message together. */
export const TEXT_PER_MESSAGE = 4000;
/** A raw line is cut here before it is escaped: escaping at most doubles it, and its markup needs a little room. */
export const RAW_LINE = 1900;
export const BUTTONS_PER_ROW = 5;
export const BUTTON_LABEL = 80;
export const LINK_URL = 512;
export const CUSTOM_ID = 100;
export const SELECT_OPTIONS = 25;
export const SELECT_PLACEHOLDER = 150;
export const OPTION_LABEL = 100;
export const OPTION_VALUE = 100;
export const OPTION_DESCRIPTION = 100;
export const ALT_TEXT = 1024;
export const FILES_PER_MESSAGE = 10;
/** Bytes of one upload; of one in a server that pays for more, where Discord would take 50 MB, but they are held in
 * memory; and of one request with all its uploads. */
export const FILE_SIZE = 10 * 1024 * 1024;
export const BOOSTED_FILE_SIZE = 24 * 1024 * 1024;
export const REQUEST_SIZE = 24 * 1024 * 1024;

export const MODAL_COMPONENTS = 5;
export const MODAL_TITLE = 45;
export const MODAL_LABEL = 45;
export const MODAL_DESCRIPTION = 100;
export const MODAL_PLACEHOLDER = 100;
export const MODAL_TEXT = 4000;
export const RADIO_OPTIONS = { min: 2, max: 10 } as const;
export const CHECKBOX_OPTIONS = 10;
export const UPLOADS_PER_FIELD = 10;

export const COMMANDS = 100;
export const COMMAND_OPTIONS = 25;
export const COMMAND_TEXT = 8000;
export const COMMAND_NAME = 32;
export const COMMAND_DESCRIPTION = 100;
/** The name of an entry in a message's menu. Discord takes 32; Slack, which has the same entry, takes 24. */
export const MENU_NAME = 24;
export const COMMAND_STRING = 6000;
export const CHOICE_NAME = 100;
export const CHOICES = 25;

/** The name under which a webhook posts. */
export const WEBHOOK_NAME = 80;
export const THREAD_NAME = 100;
/**
 * Minutes without a message after which a thread is archived: the longest Discord offers, because a survey lasts for
 * weeks.
 */
export const THREAD_ARCHIVE = 10080;
/** People that one message may mention. */
export const MENTIONS = 100;
export const HISTORY_PAGE = 100;

/** Requests per second of one bot, of all kinds together. */
export const REQUESTS_PER_SECOND = 50;

/** A wider table is unreadable on a telephone, where code blocks break their lines. */
export const TABLE_COLUMNS = 60;
/** The most messages that one Message may become. More would be a flood, and a bug in the code that wrote it. */
export const PARTS = 20;
