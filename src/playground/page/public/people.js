import { byId, element } from './element.js';

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
