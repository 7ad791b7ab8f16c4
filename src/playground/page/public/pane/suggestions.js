/** This file suggests what can be typed next after "/…": commands, then the options of a command, then their values. */

/** Returns the command a text begins with, the longest first. */
export function commandIn(text, commands) {
  return commands
    .filter(({ path }) => text === path || text.startsWith(`${path} `))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** Returns whether a text is only the beginning of commands, as "/kit" on Discord: there is nothing to send yet. */
export function isUnfinished(text, commands) {
  const typed = text.toLowerCase();
  return !commandIn(text, commands) && commands.some(({ path }) => path.toLowerCase().startsWith(`${typed} `));
}

/**
 * Returns suggestions: `label` and `hint` to show, `text` the whole line after choosing one; `value` where what is sent
 * differs from what one reads. `fetchValues(line, option, typed)` asks the bot for its own, and `words` are those to
 * show.
 */
export async function suggestionsFor(text, { commands, people, channels, fetchValues, words }) {
  if (!text.startsWith('/')) return [];
  const command = commandIn(text, commands);
  if (!command) return commandsLike(text, commands);
  const rest = text.slice(command.path.length);
  const open = lastOption(rest, command);
  if (!open) return [...commandsLike(text, commands), ...nextOptions(text, rest, command, words)];
  const start = text.slice(0, text.length - open.typed.length);
  const values = await valuesFor(text, open, { people, channels, fetchValues });
  return [
    ...values.map(({ value, label, description }) => ({
      label,
      hint: description ?? '',
      text: `${start}${label} `,
      option: open.option.name,
      value,
    })),
    ...(/\s$/.test(rest) ? nextOptions(text, rest, command, words) : []),
  ];
}

function commandsLike(text, commands) {
  const typed = text.trim().toLowerCase();
  return commands
    .filter(({ path }) => path.toLowerCase().startsWith(typed) && path !== text.trim())
    .map(({ path, description, options }) => ({ label: path, hint: hintOf(description, options), text: `${path} ` }));
}

function hintOf(description, options) {
  const names = options.map(({ name, required }) => (required ? name : `[${name}]`));
  return [description, names.join(' ')].filter((part) => part !== '').join(' · ');
}

/** Returns the option whose value is being typed at the end of the line. */
function lastOption(rest, command) {
  const marks = command.options
    .map((option) => ({ option, at: rest.lastIndexOf(` ${option.name}:`) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at);
  const [last] = marks;
  return last && { option: last.option, typed: rest.slice(last.at + last.option.name.length + 2) };
}

function nextOptions(text, rest, command, words) {
  const word = /(\S*)$/.exec(rest)[1].toLowerCase();
  return command.options
    .filter(({ name, kind }) => kind !== 'attachment' && !rest.includes(` ${name}:`))
    .filter(({ name }) => name.startsWith(word))
    .map(({ name, description, required }) => ({
      label: `${name}:`,
      hint: required ? words.composer.required(description) : description,
      text: `${text.slice(0, text.length - word.length).trimEnd()} ${name}:`,
    }));
}

async function valuesFor(text, { option, typed }, { people, channels, fetchValues }) {
  const like = ({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase()) && label !== typed.trim();
  if (option.choices) return option.choices.filter(like);
  if (option.kind === 'user') return people.map(({ id, name }) => ({ value: id, label: name })).filter(like);
  if (option.kind === 'channel') {
    const open = channels.filter(({ kind }) => kind === 'public' || kind === 'private');
    return open.map(({ id, name }) => ({ value: id, label: `#${name}` })).filter(like);
  }
  return option.autocomplete
    ? (await fetchValues(text, option.name, typed)).filter(({ label }) => label !== typed.trim())
    : [];
}
