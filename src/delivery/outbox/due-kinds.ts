/** Kind of the due items of what was refused to people or by a channel; their subject is the delivery's id. */
export const NOT_REACHED = 'deliveries-not-reached';

/** Kind of the due items of what was sent and isn't there any more; their subject is its key. */
export const MESSAGE_GONE = 'deliveries-lost';

/** Kind of the due items of organisations whose threads are to have their members; their subject is the organisation's id. */
export const MEMBERS = 'members-changed';
