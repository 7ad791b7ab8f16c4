import { pickField, textField } from '../../../chat/form.ts';

/** What several forms ask besides an event's own fields. */

/** INSEE code of the commune that was meant, where several have the name. */
export const communeField = textField({ label: 'events.form.commune', hidden: true }).optional();

/** The event's version when the form opened. */
export const versionField = textField({ label: 'events.form.version', hidden: true });

const event = { label: 'events.form.event', option: { fr: 'evenement', en: 'event' } } as const;

/** One that this person may change. */
export const ownEventField = pickField({ ...event, source: 'my-events' });

/** One that this person may propose again, also of an earlier edition. */
export const pastEventField = pickField({ ...event, source: 'past-events' });

/** One that this person sees. */
export const anyEventField = pickField({ ...event, source: 'events' });
