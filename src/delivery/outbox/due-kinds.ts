/** The kind of due items about deliveries that people or a channel were refused. The subject is the delivery's id. */
export const NOT_REACHED = 'deliveries-not-reached';

/**
 * The kind of due items about private messages to somebody who hasn't been told yet who keeps which of their data. The
 * subject is the delivery's id.
 */
export const FIRST_CONTACT = 'first-contact';

/** The kind of due items about sent messages that are gone. The subject is the sending's key. */
export const MESSAGE_GONE = 'deliveries-lost';

/**
 * The kind of due items about organisations whose threads have to follow their members. The subject is the
 * organisation's id.
 */
export const MEMBERS = 'members-changed';
