/**
 * What somebody has begun to write in a place stays theirs and there, also when the page is loaded again, until it is sent.
 * Every tab has its own.
 */
const PREFIX = 'draft ';

export function keepDraft(place, text) {
  if (text.trim() === '') sessionStorage.removeItem(PREFIX + place);
  else sessionStorage.setItem(PREFIX + place, text);
}

export function draftIn(place) {
  return sessionStorage.getItem(PREFIX + place) ?? '';
}
