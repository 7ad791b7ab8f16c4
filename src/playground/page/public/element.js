/**
 * Creates an element with properties, attributes (given by their name with a hyphen, or `role`), listeners (`onclick`)
 * and children. Text only ever becomes a text node.
 */
export function element(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue;
    if (name.includes('-') || name === 'role' || name === 'for') made.setAttribute(name, String(value));
    else made[name] = value;
  }
  made.append(...children.flat().filter((child) => child !== null && child !== ''));
  return made;
}

/**
 * Puts these, but for null, in the place of an element's children. What stays isn't taken out in between, so that an open list in it
 * stays open.
 */
export function replaceChildren(around, ...given) {
  const children = given.flat().filter((child) => child !== null);
  const staying = new Set(children);
  for (const child of [...around.childNodes]) if (!staying.has(child)) child.remove();
  let next = around.firstChild;
  for (const child of children) {
    if (child === next) next = next.nextSibling;
    else around.insertBefore(child, next);
  }
}

export const byId = (id) => document.getElementById(id);

/** Runs `change`, then moves the focus back to the element with the same `data-key`, in the pane where it was. */
export function keepingFocus(change) {
  const focused = document.activeElement;
  const key = focused?.dataset?.key;
  const around = focused?.closest('.pane') ?? document;
  change();
  if (!key || document.activeElement?.dataset?.key === key) return;
  around.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}
