/**
 * What somebody has begun to write in a place, or in the form in front of them, stays theirs and there, also when the page is
 * loaded again, until it is sent. Every tab has its own.
 */
const PREFIX = 'draft ';

export function keepDraft(place, text) {
  if (text.trim() === '') sessionStorage.removeItem(PREFIX + place);
  else sessionStorage.setItem(PREFIX + place, text);
}

export function draftIn(place) {
  return sessionStorage.getItem(PREFIX + place) ?? '';
}

/**
 * Keeps what stands in a form, by field. It belongs to that form alone: the next one begins with what the platform gives it.
 * Files aren't kept.
 */
export function keepFormDraft(whose, form, values) {
  keepDraft(placeOfForm(whose), JSON.stringify({ form: form.id, values }));
}

export function forgetFormDraft(whose) {
  keepDraft(placeOfForm(whose), '');
}

/** Returns what was last kept of this form, by field; nothing where another form was kept. */
export function formDraftOf(whose, form) {
  const kept = JSON.parse(draftIn(placeOfForm(whose)) || 'null');
  return kept?.form === form.id ? kept.values : {};
}

const placeOfForm = ({ platform, user }) => `form ${platform}/${user}`;
