import { byId, element } from './element.js';

/** Follows the name of whoever has something new to read. */
const MARK = ' · nouveau';
const names = { slack: 'Slack', discord: 'Discord' };

/** Fills the list of people one can be. */
export function showPeople(platforms, chosen, onChoose) {
  const list = byId('person');
  list.replaceChildren(
    ...platforms.map(({ name, team, people }) =>
      element(
        'optgroup',
        { label: `${names[name]} · ${team}` },
        people.map((person) => element('option', { value: `${name}/${person.id}` }, person.name)),
      ),
    ),
  );
  list.value = `${chosen.platform}/${chosen.user}`;
  list.onchange = () => {
    const [platform, user] = list.value.split('/');
    onChoose({ platform, user });
  };
}

/** Marks those for whom there is something new; `hasNews` is asked for each. */
export function markPeople(hasNews) {
  for (const option of byId('person').options) {
    const [platform, user] = option.value.split('/');
    const name = option.textContent.replace(MARK, '');
    const label = hasNews({ platform, user }) ? `${name}${MARK}` : name;
    if (option.textContent !== label) option.textContent = label;
  }
}
