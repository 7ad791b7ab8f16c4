import { language, words } from './language.js';

/** A refusal, in words to show. */
export class Refusal extends Error {}

/** What is answered in words is answered in the language of the page. */
const spoken = { 'Accept-Language': language };

async function answerOf(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Refusal(words.server.silent);
  }
  const answer = await response.json().catch(() => ({ refusal: words.server.unexpected(response.status) }));
  if (!response.ok) throw new Refusal(answer.refusal);
  return answer;
}

/** Reads something: 'people', 'places', 'screen', 'commands'. */
export async function look(what, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null);
  const answer = await answerOf(fetch(`/essai/api/${what}?${new URLSearchParams(given)}`, { headers: spoken }));
  return answer.result;
}

/** Does something: 'say', 'command', 'press'… */
export async function act(what, body) {
  const headers = { 'Content-Type': 'application/json', ...spoken };
  const answer = await answerOf(fetch(`/essai/api/${what}`, { method: 'POST', headers, body: JSON.stringify(body) }));
  return answer.result;
}

/**
 * Calls `change` whenever something may have changed, `lost` when the trial no longer answers and `back` when it does again.
 * A browser opens six connections to a host, so only one of the open tabs listens and tells the others; when it is closed,
 * another one does.
 */
export function onChange(on) {
  const tabs = new BroadcastChannel('fil-conducteur-changes');
  tabs.onmessage = ({ data }) => on[data]();
  const tell = (what) => {
    tabs.postMessage(what);
    on[what]();
  };
  navigator.locks.request('fil-conducteur-changes', () => {
    const source = new EventSource('/essai/api/changes');
    // A page that is left closes it itself, which is no loss. Whoever listens next tells the others that all is well.
    window.addEventListener('pagehide', () => source.close());
    let isLost = true;
    source.addEventListener('change', () => tell('change'));
    source.onerror = () => {
      // It tries again by itself, every few seconds.
      isLost = true;
      tell('lost');
    };
    source.onopen = () => {
      if (isLost) tell('back');
      isLost = false;
    };
    // The lock is held as long as this tab is open.
    return new Promise(() => {});
  });
}

/** Returns the files of an <input type="file"> as they are sent. */
export function filesOf(input) {
  return Promise.all([...input.files].map(asJson));
}

function asJson(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const base64 = String(reader.result).split(',')[1] ?? '';
      resolve({ name: file.name, type: file.type, base64 });
    };
    reader.onerror = () => reject(new Refusal(words.server.unreadable(file.name)));
    reader.readAsDataURL(file);
  });
}
