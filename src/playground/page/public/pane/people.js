import { element } from '../element.js';
import { words } from '../language.js';

/** Follows the name of whoever has something new to read. */
const MARK = words.people.isNew;

/** Returns the options of a list of people, under the servers that they are in where these aren't the same for all. */
function byTeams(people) {
  const groups = new Map();
  for (const { id, name, teams } of people) {
    const label = teams.map((team) => team.name).join(words.people.and) || words.people.onNoServer;
    groups.set(label, [...(groups.get(label) ?? []), element('option', { value: id }, name)]);
  }
  if (groups.size <= 1) return [...groups.values()].flat();
  return [...groups].map(([label, options]) => element('optgroup', { label }, options));
}

/** The list of people one can be on a platform, and a line about who one is. */
export class People {
  #part;
  #people;

  constructor(part, people, onChoose) {
    this.#part = part;
    this.#people = people;
    const list = part('person');
    list.replaceChildren(...byTeams(people));
    list.onchange = () => onChoose(list.value);
  }

  /** Shows who one is. */
  show(user) {
    this.#part('person').value = user;
    this.#part('about').textContent = this.#people.find(({ id }) => id === user).about;
  }

  /** Marks those for whom there is something new; `hasNews` is asked for each. Returns whether there is anybody. */
  mark(hasNews) {
    let any = false;
    for (const option of this.#part('person').options) {
      const name = option.textContent.replace(MARK, '');
      const news = hasNews(option.value);
      any ||= news;
      const label = news ? `${name}${MARK}` : name;
      if (option.textContent !== label) option.textContent = label;
    }
    return any;
  }
}
