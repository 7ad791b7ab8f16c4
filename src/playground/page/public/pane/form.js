import { forgetFormDraft, formDraftOf, keepFormDraft } from '../drafts.js';
import { element } from '../element.js';
import { filesOf, Refusal } from '../server.js';

/**
 * The form that is open in front of the person. It covers its pane alone: whoever is on the other platform goes on, and the menus of the
 * frame are at hand. So it isn't said to be modal, which would hide all that from who listens to the page. `on` has
 * submit(values) and dismiss(), which return promises, whose(), which says who is in front of it, and the words to show.
 */
export class Form {
  #part;
  #on;
  /** The form as it was last drawn: what somebody is typing is left alone until the form itself changes. */
  #drawn = '';
  /** The element that had the focus before the form opened. */
  #before = null;

  constructor(part, on) {
    this.#part = part;
    this.#on = on;
  }

  /** Shows a form, or none. */
  show(form) {
    const dialog = this.#part('form');
    const whose = this.#on.whose();
    const now = form === null ? '' : JSON.stringify([whose, this.#on.words.language, form]);
    if (form === null) forgetFormDraft(whose);
    if (now === this.#drawn) return;
    this.#drawn = now;
    if (form === null) this.#close(dialog);
    else {
      dialog.replaceChildren(this.#filled(form));
      this.#open(dialog);
      (dialog.querySelector('[aria-invalid="true"]') ?? dialog.querySelector('input, textarea, select'))?.focus();
    }
  }

  #open(dialog) {
    if (dialog.open) return;
    this.#before = document.activeElement;
    dialog.show();
    this.#cover(dialog, true);
  }

  #close(dialog) {
    const hadFocus = dialog.contains(document.activeElement) || document.activeElement === document.body;
    dialog.close();
    this.#cover(dialog, false);
    if (hadFocus) (this.#before?.isConnected ? this.#before : this.#part('typed')).focus();
  }

  /** Nothing below the form can be reached while it is open. */
  #cover(dialog, isCovered) {
    this.#part('veil').hidden = !isCovered;
    for (const other of dialog.parentElement.children) {
      if (other !== dialog && !other.classList.contains('only-read')) other.inert = isCovered;
    }
  }

  #filled(form) {
    const dialog = this.#part('form');
    const { words } = this.#on;
    const whose = this.#on.whose();
    const kept = formDraftOf(whose, form);
    const fields = form.fields.map((field) =>
      shownField({ ...field, value: kept[field.id] ?? field.value }, form.errors[field.id], dialog.id, words),
    );
    const notice = element('p', { role: 'alert', hidden: true });
    const trying = (work) => async (event) => {
      event.preventDefault();
      notice.hidden = true;
      try {
        await work();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        notice.textContent = error.message;
        notice.hidden = false;
      }
    };
    const dismiss = trying(this.#on.dismiss);
    const submit = trying(async () => {
      await this.#on.submit(await valuesOf(fields));
      forgetFormDraft(whose);
    });
    dialog.onkeydown = (event) => {
      if (event.key === 'Escape') void dismiss(event);
    };
    const shown = formWith(form, fields, dialog.id, words, [notice], dismiss);
    shown.onsubmit = submit;
    shown.oninput = () => keepFormDraft(whose, form, typedIn(fields));
    return shown;
  }
}

/** Returns a form that can be looked at: nothing comes of it. */
export const shownForm = (form, id, words) =>
  formWith(
    form,
    form.fields.map((field) => shownField(field, form.errors[field.id], id, words)),
    id,
    words,
  );

function formWith(form, fields, id, words, notices = [], onclick = undefined) {
  return element(
    'form',
    { noValidate: true },
    element('h2', { id: `${id}-title` }, form.title),
    form.text === '' ? null : element('p', {}, form.text),
    fields.map(({ shown }) => shown),
    notices,
    element(
      'div',
      { className: 'actions' },
      element('button', { type: 'button', onclick }, words.form.close),
      element('button', { type: 'submit', className: 'primary' }, form.submit || words.form.send),
    ),
  );
}

async function valuesOf(fields) {
  const values = await Promise.all(fields.map(async ({ id, read }) => [id, await read()]));
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

const typedIn = (fields) => {
  const typed = fields.filter(({ kind }) => kind !== 'file').map(({ id, read }) => [id, [read()].flat()]);
  return Object.fromEntries(typed);
};

/** Returns a field's element, and a function that reads its value (undefined: nothing to send). */
function shownField(field, error, form, words) {
  const id = `${form}-field-${field.id}`;
  const described = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const marks = {
    'aria-describedby': described || null,
    'aria-invalid': error ? 'true' : null,
    'aria-required': field.required ? 'true' : null,
  };
  const { control, read, group } = inputOf(field, id, marks, words);
  const label = field.required ? words.form.required(field.label) : field.label;
  const hint = field.hint ? element('p', { id: `${id}-hint`, className: 'small' }, field.hint) : null;
  const said = error ? element('p', { id: `${id}-error`, className: 'error' }, error) : null;
  const shown = group
    ? element('fieldset', { 'aria-describedby': described || null }, element('legend', {}, label), hint, said, control)
    : element('div', { className: 'field' }, element('label', { for: id }, label), hint, said, control);
  return { id: field.id, kind: field.kind, shown, read };
}

const momentInputs = { day: 'date', time: 'time', both: 'datetime-local' };

function inputOf(field, id, marks, words) {
  const [value = ''] = field.value;
  const typed = (control) => ({ control, read: () => control.value });
  const { maxLength } = field;
  const limit = maxLength === null ? {} : { maxLength };
  switch (field.kind) {
    case 'longText':
      return typed(element('textarea', { id, ...marks, ...limit, value, rows: 4 }));
    case 'moment':
      return typed(element('input', { id, ...marks, type: momentInputs[field.part ?? 'both'], value }));
    case 'file': {
      const control = element('input', { id, ...marks, type: 'file', multiple: true });
      // Files can't be filled in again: an untouched field leaves those that were sent before.
      const read = async () => (control.files.length > 0 ? filesOf(control) : undefined);
      const kept =
        field.value.length > 0
          ? element('p', { className: 'small' }, words.form.attached(field.value.join(', ')))
          : null;
      return { control: element('div', {}, control, kept), read };
    }
    case 'choices': {
      const boxes = field.options.map((option) =>
        element('input', {
          type: 'checkbox',
          value: option.value,
          checked: field.value.includes(option.value),
          'aria-invalid': marks['aria-invalid'],
        }),
      );
      const control = field.options.map((option, index) => element('label', {}, boxes[index], option.label));
      return { control, group: true, read: () => boxes.filter(({ checked }) => checked).map((box) => box.value) };
    }
    case 'choice':
    case 'person':
    case 'channel': {
      const control = element(
        'select',
        { id, ...marks },
        element('option', { value: '' }, words.form.choose),
        field.options.map((option) => element('option', { value: option.value }, option.label)),
      );
      control.value = value;
      return { control, read: () => (control.value === '' ? [] : [control.value]) };
    }
    default:
      return typed(element('input', { id, ...marks, ...limit, type: 'text', value }));
  }
}
