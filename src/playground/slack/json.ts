/** Wire values as they arrive: nothing is trusted, and everything is narrowed where it is used. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

export function objectsOf(value: Json | undefined): JsonObject[] {
  return listOf(value).filter(isObject);
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function stringsOf(value: Json | undefined): string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string');
}

/** Copies a value, so that later changes of the original don't change what was sent. */
export function copyOf(value: JsonObject): JsonObject {
  return structuredClone(value);
}

export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Returns whether lists and objects are nested deeper than this. */
export function isDeeperThan(value: Json | undefined, most: number): boolean {
  let level: Json[] = [value ?? null];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((one) => (Array.isArray(one) ? one : Object.values(objectOf(one)))).filter(isHolder);
  }
  return false;
}

function isHolder(value: Json | undefined): value is Json[] | JsonObject {
  return typeof value === 'object' && value !== null;
}
