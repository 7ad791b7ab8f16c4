import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';

/** Collects Slack's complaints, in its words, with the pointer it adds. */
export class Report {
  readonly problems: string[] = [];

  fail(problem: string, at: string): void {
    this.problems.push(`[ERROR] ${problem} [json-pointer:${at}]`);
  }
}

export type Check = (value: Json, at: string, report: Report) => void;

export const anything: Check = () => {};

export function string(limits: { min?: number; max?: number; pattern?: RegExp } = {}): Check {
  return (value, at, report) => {
    if (typeof value !== 'string') return report.fail('must provide a string', at);
    if (value.length < (limits.min ?? 0)) report.fail(`must be more than ${(limits.min ?? 0) - 1} characters`, at);
    if (value.length > (limits.max ?? Infinity))
      report.fail(`must be less than ${(limits.max ?? 0) + 1} characters`, at);
    if (limits.pattern && !limits.pattern.test(value)) report.fail('does not match the expected format', at);
  };
}

export const boolean: Check = (value, at, report) => {
  if (typeof value !== 'boolean') report.fail('must provide a boolean', at);
};

export function integer(min: number, max: number): Check {
  return (value, at, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return report.fail('must provide an integer', at);
    if (value < min || value > max) report.fail(`must be between ${min} and ${max}`, at);
  };
}

export function oneOf(...allowed: readonly string[]): Check {
  return (value, at, report) => {
    if (typeof value !== 'string' || !allowed.includes(value)) report.fail(`must be one of: ${allowed.join(', ')}`, at);
  };
}

export function arrayOf(item: Check, min: number, max: number): Check {
  return (value, at, report) => {
    if (!Array.isArray(value)) return report.fail('must provide an array', at);
    if (value.length < min) report.fail(`no less than ${min} items allowed`, at);
    if (value.length > max) report.fail(`no more than ${max} items allowed`, at);
    value.forEach((one, index) => {
      item(one, `${at}/${index}`, report);
    });
  };
}

/** Checks an object. Slack refuses unknown fields: a misspelt one is never ignored. */
export function object(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
  also?: (value: JsonObject, at: string, report: Report) => void,
): Check {
  return (value, at, report) => {
    if (!isObject(value)) return report.fail('must provide an object', at);
    for (const name of Object.keys(required)) {
      if (value[name] === undefined || value[name] === null) report.fail(`missing required field: ${name}`, at);
    }
    for (const [name, held] of Object.entries(value)) {
      const check = required[name] ?? optional[name];
      if (!check) report.fail(`invalid additional property: ${name}`, at);
      // Slack reads null as "not given": JSON often turns an undefined value into it.
      else if (held !== undefined && held !== null) check(held, `${at}/${name}`, report);
    }
    also?.(value, at, report);
  };
}

export function byType(checks: Readonly<Record<string, Check>>): Check {
  return (value, at, report) => {
    if (!isObject(value)) return report.fail('must provide an object', at);
    const type = typeof value.type === 'string' ? value.type : '';
    const check = Object.hasOwn(checks, type) ? checks[type] : undefined;
    if (!check)
      return report.fail(type ? `unsupported type: ${type}` : 'missing required field: type', type ? `${at}/type` : at);
    check(value, at, report);
  };
}
