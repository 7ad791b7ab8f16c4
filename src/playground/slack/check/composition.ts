import { objectsOf } from '../json.ts';
import { anything, arrayOf, boolean, byType, type Check, object, oneOf, string } from './report.ts';

/** This file checks the small objects that blocks consist of: texts, options, confirmations. */

export function plainTextObject(max: number): Check {
  return byType({ plain_text: object({ type: anything, text: string({ min: 1, max }) }, { emoji: boolean }) });
}

export function anyText(max: number): Check {
  return byType({
    plain_text: object({ type: anything, text: string({ min: 1, max }) }, { emoji: boolean }),
    mrkdwn: object({ type: anything, text: string({ min: 1, max }) }, { verbatim: boolean }),
  });
}

/** Checks a URI by RFC 3986: Slack refuses what only a browser would understand. */
export const uri: Check = (value, at, report) => {
  if (typeof value !== 'string') return report.fail('must provide a string', at);
  const [, rest = ''] = /^[a-z][a-z0-9+.-]*:(.*)$/is.exec(value) ?? [];
  const [, host, path = rest] = /^\/\/([^/?#]*)(.*)$/s.exec(rest) ?? [];
  const signs = /^(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?$/i;
  const authority =
    /^(?:(?:[\w.~!$&'()*+,;=:-]|%[0-9a-f]{2})*@)?(?:\[[0-9a-f:.]+\]|(?:[\w.~!$&'()*+,;=-]|%[0-9a-f]{2})*)(?::\d*)?$/i;
  const valid = rest !== '' && (host === undefined || authority.test(host)) && signs.test(path) && URL.canParse(value);
  if (!valid) report.fail('must be a valid url', at);
};

export const url: Check = (value, at, report) => {
  string({ min: 1, max: 3000 })(value, at, report);
  uri(value, at, report);
};

export const confirmation = object(
  { title: plainTextObject(100), text: anyText(300), confirm: plainTextObject(30), deny: plainTextObject(30) },
  { style: oneOf('primary', 'danger') },
);

// Slack's pages say 75 or 150; the shorter one is safe.
const optionValue = string({ min: 1, max: 75 });
export const option = object({ text: plainTextObject(75), value: optionValue }, { description: plainTextObject(75) });
export const richOption = object({ text: anyText(75), value: optionValue }, { description: anyText(75) });
export const overflowOption = object(
  { text: plainTextObject(75), value: optionValue },
  { description: plainTextObject(75), url },
);
export const optionGroup = object({ label: plainTextObject(75), options: arrayOf(option, 1, 100) });

export const dispatch = object({
  trigger_actions_on: arrayOf(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2),
});

export const conversationFilter = object(
  {},
  {
    include: arrayOf(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
  (value, at, report) => {
    if (Object.keys(value).length === 0) report.fail('must define at least one field', at);
  },
);

export const slackFile = object({}, { id: string({ pattern: /^F[A-Z0-9]{8,}$/ }), url }, (value, at, report) => {
  if ((value.id === undefined) === (value.url === undefined)) report.fail('must define either `id` or `url`', at);
});

/** Checks that a list's options differ and that the initial ones are among them, description included. */
export const optionsAgree: NonNullable<Parameters<typeof object>[2]> = (element, at, report) => {
  const options = [
    ...objectsOf(element.options),
    ...objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
  ];
  const values = options.map((one) => one.value);
  values.forEach((value, index) => {
    if (values.indexOf(value) !== index) report.fail(`duplicate option value: ${String(value)}`, at);
  });
  if (options.length === 0) return;
  const initial = [...objectsOf(element.initial_options), ...objectsOf([element.initial_option ?? null])];
  for (const one of initial) {
    const found = options.find((other) => other.value === one.value);
    if (!found || JSON.stringify(found.text) !== JSON.stringify(one.text)) {
      report.fail('initial option must exactly match one of the options', at);
    }
  }
};
