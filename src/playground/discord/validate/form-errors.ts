import { DiscordError } from '../errors.ts';
import { isObject, type WireObject } from '../json.ts';

export type Path = readonly (string | number)[];

/** Collects what is wrong with a body and reports it as Discord does: code 50035 with errors nested like the body. */
export class FormErrors {
  readonly #found: WireObject = {};
  #any = false;

  add(path: Path, code: string, message: string): void {
    this.#any = true;
    let node = this.#found;
    for (const step of path) {
      const next = node[String(step)];
      const child: WireObject = isObject(next) ? next : {};
      node[String(step)] = child;
      node = child;
    }
    const list = Array.isArray(node._errors) ? node._errors : [];
    list.push({ code, message });
    node._errors = list;
  }

  get any(): boolean {
    return this.#any;
  }

  /** `under` is the part of the body that was checked, e.g. the `data` of an interaction callback. */
  throwIfAny(under: readonly string[] = []): void {
    if (!this.#any) return;
    const nested = under.reduceRight<WireObject>((inner, key) => ({ [key]: inner }), this.#found);
    throw new DiscordError(400, 50035, 'Invalid Form Body', nested);
  }
}

export function refuseField(path: Path, code: string, message: string): DiscordError {
  const nested = path.reduceRight<WireObject>((inner, step) => ({ [String(step)]: inner }), {
    _errors: [{ code, message }],
  });
  return new DiscordError(400, 50035, 'Invalid Form Body', nested);
}

export interface TextRule {
  readonly min?: number;
  readonly max: number;
  readonly required?: boolean;
}

/** Discord counts characters, not UTF-16 units. */
export const lengthOf = (text: string): number => [...text].length;

export function checkText(errors: FormErrors, path: Path, value: unknown, rule: TextRule): value is string {
  if (value === undefined || value === null) {
    if (rule.required) errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    return false;
  }
  if (typeof value !== 'string') {
    errors.add(path, 'STRING_TYPE_CONVERT', 'Could not interpret "{0}" as string.'.replace('{0}', String(value)));
    return false;
  }
  const length = lengthOf(value);
  const min = rule.min ?? 0;
  if (length === 0 && rule.required) {
    errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    return false;
  }
  if (length > rule.max && min === 0) {
    errors.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${rule.max} or fewer in length.`);
    return false;
  }
  if (length < min || length > rule.max) {
    errors.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${rule.max} in length.`);
    return false;
  }
  return true;
}

export function checkCount(errors: FormErrors, path: Path, count: number, min: number, max: number): boolean {
  if (count >= min && count <= max) return true;
  errors.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  return false;
}

export function checkNumber(errors: FormErrors, path: Path, value: unknown, min: number, max: number): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    errors.add(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
    return false;
  }
  if (value < min) {
    errors.add(path, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
    return false;
  }
  if (value > max) {
    errors.add(path, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
    return false;
  }
  return true;
}

export function checkUrl(errors: FormErrors, path: Path, value: unknown, schemes: readonly string[]): boolean {
  if (typeof value !== 'string' || value === '') {
    errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    return false;
  }
  let scheme: string;
  try {
    scheme = new URL(value).protocol.slice(0, -1);
  } catch {
    errors.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    return false;
  }
  if (!schemes.includes(scheme)) {
    const allowed = schemes.map((name) => `'${name}'`).join(', ');
    errors.add(
      path,
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${scheme}" is not supported. Scheme must be one of (${allowed}).`,
    );
    return false;
  }
  return true;
}
