import { momentField, pickField, textField } from '../../../chat/form.ts';

/** Fields that several forms ask. */

export const titleField = textField({ label: 'events.form.title', option: { fr: 'titre', en: 'title' }, max: 120 });

export const whenField = momentField({
  label: 'events.form.when',
  hint: 'events.form.whenHint',
  option: { fr: 'date', en: 'date' },
  source: 'event-dates',
});

export const placeField = textField({
  label: 'events.form.place',
  hint: 'events.form.placeHint',
  option: { fr: 'lieu', en: 'place' },
  source: 'municipalities',
  max: 150,
});

export const pitchField = textField({
  label: 'events.form.pitch',
  hint: 'events.form.pitchHint',
  option: { fr: 'phrase', en: 'pitch' },
  max: 250,
});

export const contactField = textField({
  label: 'events.form.contact',
  hint: 'events.form.contactHint',
  option: { fr: 'contact', en: 'contact' },
  max: 150,
});

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
