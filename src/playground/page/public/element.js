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

export const byId = (id) => document.getElementById(id);

/** Runs `change`, then moves the focus back to the element with the same `data-key`. */
export function keepingFocus(change) {
  const key = document.activeElement?.dataset?.key;
  change();
  if (!key || document.activeElement?.dataset?.key === key) return;
  document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}
