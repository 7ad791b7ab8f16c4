import { pickField, textField } from '../../../chat/form.ts';

/** Inputs that several forms have besides an event's own fields. */

/** INSEE code of the chosen commune, where several have the name. */
export const communeField = textField({ label: 'events.form.commune', hidden: true }).optional();

/** The event's version when the form opened. */
export const versionField = textField({ label: 'events.form.version', hidden: true });

/** The print of the coordinators' question as it stood when the form opened. A form of an earlier release doesn't have it. */
export const seenQuestionField = textField({ label: 'events.form.version', hidden: true, asOpened: true }).optional();

const event = { label: 'events.form.event', option: { fr: 'evenement', en: 'event' } } as const;

/** An event that this person may change. */
export const ownEventField = pickField({ ...event, source: 'my-events' });

/** An event, of this or an earlier edition, that this person may propose again. */
export const pastEventField = pickField({ ...event, source: 'past-events' });

/** An event that this person may see. */
export const anyEventField = pickField({ ...event, source: 'events' });
