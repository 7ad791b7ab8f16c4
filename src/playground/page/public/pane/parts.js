const references = ['for', 'aria-controls', 'aria-describedby', 'aria-labelledby'];

/**
 * Adds a pane to the page, made from its template, and returns a function that finds its parts by the names they have there.
 * On the page every name follows the platform's, since there are two panes.
 */
export function addPane(platform, label) {
  const made = document.getElementById('pane').content.cloneNode(true);
  for (const part of made.querySelectorAll('[id]')) part.id = `${platform}-${part.id}`;
  for (const name of references) {
    for (const part of made.querySelectorAll(`[${name}]`))
      part.setAttribute(name, `${platform}-${part.getAttribute(name)}`);
  }
  const section = made.querySelector('section');
  section.id = platform;
  section.classList.add(platform);
  section.setAttribute('aria-label', label);
  document.getElementById('panes').append(made);
  return (name) => document.getElementById(`${platform}-${name}`);
}
