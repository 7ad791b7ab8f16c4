import { z } from 'zod';

/** Values for typed fields and ids of an input; the rest is made up from its type. */
export interface Filling {
  readonly text: string;
  /** Somebody of the platform, where an operation is given one. */
  readonly user: object;
}

/** Values for fields whose schema is a function of its own, which a shape can't tell. */
const made: Readonly<Record<string, (filling: Filling) => unknown>> = {
  bytes: () => new Uint8Array([1]),
  closesOn: () => '2027-01-15',
  message: () => ({ blocks: [] }),
  person: ({ user }) => user,
  publishedOn: () => '2026-09-12',
  place: () => ({ platform: 'slack', channel: 'C1', thread: null }),
  user: ({ user }) => user,
};

/** Fields that must read well for an operation to go on to the others. */
const wellTyped: Readonly<Record<string, string>> = {
  place: 'Amiens',
  target: '12',
  value: '12',
  version: '1',
  when: 'samedi 14 novembre 2026 à 14 h',
  year: '2026',
};

/** Returns an input of this shape; undefined when none can be made up, and then `made` lacks a line. */
export function inputFor(schema: z.core.$ZodType, filling: Filling): unknown {
  const input = valueFor(schema, '', filling);
  return z.safeParse(schema, input).success ? input : undefined;
}

function valueFor(schema: z.core.$ZodType, name: string, filling: Filling): unknown {
  const known = made[name];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    const value = valueFor(schema.unwrap(), name, filling);
    if (z.safeParse(schema, value).success) return value;
    return schema instanceof z.ZodNullable ? null : undefined;
  }
  if (schema instanceof z.ZodObject) {
    if (known) return known(filling);
    const entries = Object.entries<z.core.$ZodType>(schema.shape);
    return Object.fromEntries(entries.map(([key, one]) => [key, valueFor(one, key, filling)]));
  }
  if (schema instanceof z.ZodReadonly) return valueFor(schema.unwrap(), name, filling);
  if (schema instanceof z.ZodArray) return [valueFor(schema.element, name, filling)];
  if (schema instanceof z.ZodUnion) return valueFor(schema.options[0] as z.core.$ZodType, name, filling);
  if (schema instanceof z.ZodPipe) return valueFor(schema.in, name, filling);
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (schema instanceof z.ZodLiteral) return schema.value;
  if (schema instanceof z.ZodBoolean) return true;
  if (schema instanceof z.ZodNumber) return 1;
  if (schema instanceof z.ZodDate) return new Date('2026-11-14T13:00:00Z');
  if (schema instanceof z.ZodRecord) return {};
  if (schema instanceof z.ZodURL) return 'https://exemple.fr/';
  if (schema instanceof z.ZodString) return wellTyped[name] ?? filling.text;
  return known ? known(filling) : filling.text;
}
