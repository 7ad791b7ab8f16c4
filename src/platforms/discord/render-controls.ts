import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { webAddress } from '../../chat/address.ts';
import { cutAtWord } from '../../chat/cut.ts';
import { legibleApart } from '../../chat/legible.ts';
import type { Control, Option, ButtonStyle as OurStyle } from '../../chat/message.ts';
import type { CustomIds } from './action-ids.ts';
import {
  BUTTON_LABEL,
  BUTTONS_PER_ROW,
  LINK_URL,
  OPTION_DESCRIPTION,
  OPTION_LABEL,
  OPTION_VALUE,
  SELECT_OPTIONS,
  SELECT_PLACEHOLDER,
} from './limits.ts';
import { oneLine } from './one-line.ts';

type ControlRow = APIActionRowComponent<APIButtonComponent | APIStringSelectComponent>;

const styles = {
  plain: ButtonStyle.Secondary,
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
} as const satisfies Record<OurStyle, ButtonStyle>;

/** Arranges controls in rows, in the order given: five buttons each, every drop-down list alone. */
export function renderControls(controls: readonly Control[], ids: CustomIds): readonly ControlRow[] {
  const rows: ControlRow[] = [];
  let buttons: APIButtonComponent[] = [];
  const closeRow = (): void => {
    if (buttons.length > 0) rows.push({ type: ComponentType.ActionRow, components: buttons });
    buttons = [];
  };
  for (const control of controls) {
    if (control.kind === 'select') {
      closeRow();
      for (const select of renderSelects(control, ids))
        rows.push({ type: ComponentType.ActionRow, components: [select] });
      continue;
    }
    buttons.push(renderButton(control, ids));
    if (buttons.length === BUTTONS_PER_ROW) closeRow();
  }
  closeRow();
  return rows;
}

function renderButton(control: Exclude<Control, { kind: 'select' }>, ids: CustomIds): APIButtonComponent {
  const label = labelText(control.label, BUTTON_LABEL);
  return control.kind === 'link'
    ? { type: ComponentType.Button, style: ButtonStyle.Link, label, url: buttonUrl(control.url) ?? control.url }
    : { type: ComponentType.Button, style: styles[control.style], label, custom_id: ids.of(control.action) };
}

/** Returns the address as a link button takes it; null where Discord would refuse it. */
function buttonUrl(typed: string): string | null {
  const url = webAddress(typed);
  return url !== null && url.length <= LINK_URL ? url : null;
}

/** Returns whether Discord takes this address for a link button; otherwise it is shown as text. */
export function isButtonUrl(url: string): boolean {
  return buttonUrl(url) !== null;
}

/** Renders a list; one with more options than a list can hold becomes several, one below the other. */
function renderSelects(
  control: Extract<Control, { kind: 'select' }>,
  ids: CustomIds,
): readonly APIStringSelectComponent[] {
  const options = selectOptions(control.options, control.chosen);
  const lists = Math.ceil(options.length / SELECT_OPTIONS);
  return Array.from({ length: lists }, (_, index) => {
    const page = options.slice(index * SELECT_OPTIONS, (index + 1) * SELECT_OPTIONS);
    const number = lists > 1 ? ` (${index + 1}/${lists})` : '';
    const placeholder = labelText(control.placeholder, SELECT_PLACEHOLDER - number.length) + number;
    return {
      type: ComponentType.StringSelect,
      custom_id: ids.of(control.action),
      placeholder,
      options: page,
      // Options that are chosen already may all be deselected.
      min_values: control.max > 1 && page.some((option) => option.default) ? 0 : 1,
      max_values: Math.max(1, Math.min(control.max, page.length)),
    };
  });
}

/**
 * Returns options as Discord takes them: the end of a label that is too long goes into the description, and each value
 * is offered once.
 */
export function selectOptions(options: readonly Option[], chosen: readonly string[] = []): APISelectMenuOption[] {
  const known = new Set<string>();
  return options.flatMap((option) => {
    if (known.has(option.value)) return [];
    if (option.value === '' || option.value.length > OPTION_VALUE) {
      throw new Error(`an option's value has ${option.value.length} characters`);
    }
    known.add(option.value);
    const full = oneLine(legibleApart(option.label));
    const label = labelText(full, OPTION_LABEL);
    const rest = full.length > OPTION_LABEL ? `…${full.slice(label.length - 1).trimStart()}` : '';
    const description = oneLine(legibleApart(option.description ?? rest));
    return [
      {
        value: option.value,
        label,
        ...(description === '' ? {} : { description: cutAtWord(description, OPTION_DESCRIPTION) }),
        ...(chosen.includes(option.value) ? { default: true } : {}),
      },
    ];
  });
}

/** Returns one line of at most `max` characters, never empty: Discord wants a label everywhere. */
export const labelText = (text: string, max: number): string => cutAtWord(oneLine(legibleApart(text)) || '…', max);
