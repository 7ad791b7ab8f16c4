import { element } from '../element.js';

/** Follows the name of whoever has something new to read. */
const MARK = ' · nouveau';

/** The list of people one can be on a platform, and a line about who one is. */
export class People {
  #part;
  #people;

  constructor(part, people, onChoose) {
    this.#part = part;
    this.#people = people;
    const list = part('person');
    list.replaceChildren(...people.map(({ id, name }) => element('option', { value: id }, name)));
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
