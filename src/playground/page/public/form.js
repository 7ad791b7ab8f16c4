import { byId, element } from './element.js';
import { filesOf, Refusal } from './server.js';

/** The form as it was last drawn: what somebody is typing is left alone until the form itself changes. */
let drawn = '';
/** The element that had the focus before the form opened. */
let before = null;

/**
 * Shows the form that is open in front of the person, or none. `on` has submit(values) and dismiss(); both return
 * promises.
 */
export function showForm(form, on) {
  const dialog = byId('form');
  const now = form === null ? '' : JSON.stringify(form);
  if (now === drawn) return;
  drawn = now;
  if (form === null) {
    dialog.close();
    (before?.isConnected ? before : byId('typed')).focus();
    return;
  }
  const fields = form.fields.map((field) => shownField(field, form.errors[field.id]));
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
  const dismiss = trying(on.dismiss);
  const submit = trying(async () => on.submit(await valuesOf(fields)));
  dialog.oncancel = dismiss;
  dialog.replaceChildren(
    element(
      'form',
      { onsubmit: submit, noValidate: true },
      element('h2', { id: 'form-title' }, form.title),
      form.text === '' ? null : element('p', {}, form.text),
      fields.map(({ shown }) => shown),
      notice,
      element(
        'div',
        { className: 'actions' },
        element('button', { type: 'button', onclick: dismiss }, 'Fermer sans envoyer'),
        element('button', { type: 'submit', className: 'primary' }, form.submit || 'Envoyer'),
      ),
    ),
  );
  if (!dialog.open) {
    before = document.activeElement;
    dialog.showModal();
  }
  (dialog.querySelector('[aria-invalid="true"]') ?? dialog.querySelector('input, textarea, select'))?.focus();
}

async function valuesOf(fields) {
  const values = await Promise.all(fields.map(async ({ id, read }) => [id, await read()]));
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Returns a field's element, and a function that reads its value (undefined: nothing to send). */
function shownField(field, error) {
  const id = `field-${field.id}`;
  const described = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const marks = {
    'aria-describedby': described || null,
    'aria-invalid': error ? 'true' : null,
    'aria-required': field.required ? 'true' : null,
  };
  const { control, read, group } = inputOf(field, id, marks);
  const label = field.required ? `${field.label} (obligatoire)` : field.label;
  const hint = field.hint ? element('p', { id: `${id}-hint`, className: 'small' }, field.hint) : null;
  const said = error ? element('p', { id: `${id}-error`, className: 'error' }, error) : null;
  const shown = group
    ? element('fieldset', marks, element('legend', {}, label), hint, said, control)
    : element('div', { className: 'field' }, element('label', { for: id }, label), hint, said, control);
  return { id: field.id, shown, read };
}

const momentInputs = { day: 'date', time: 'time', both: 'datetime-local' };

function inputOf(field, id, marks) {
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
        field.value.length > 0 ? element('p', { className: 'small' }, `Déjà joint : ${field.value.join(', ')}`) : null;
      return { control: element('div', {}, control, kept), read };
    }
    case 'choices': {
      const boxes = field.options.map((option) =>
        element('input', { type: 'checkbox', value: option.value, checked: field.value.includes(option.value) }),
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
        element('option', { value: '' }, 'Choisissez…'),
        field.options.map((option) => element('option', { value: option.value }, option.label)),
      );
      control.value = value;
      return { control, read: () => (control.value === '' ? [] : [control.value]) };
    }
    default:
      return typed(element('input', { id, ...marks, ...limit, type: 'text', value }));
  }
}
