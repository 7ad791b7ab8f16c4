import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const folder = new URL('../../../../shared/specs/', import.meta.url);
const addFormats = formats.default;

/** Reads official and other people's schemas of what Slack accepts, where they are at hand; null elsewhere. */
function read(name: string): object | null {
  const file = new URL(name, folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

export interface BlockKit {
  readonly blocks: ValidateFunction;
  readonly modal: ValidateFunction;
  readonly home: ValidateFunction;
}

export function blockKit(): BlockKit | null {
  const schema = read('slack-block-kit.schema.json');
  if (!schema) return null;
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats(ajv);
  ajv.addSchema(schema, 'bk');
  return {
    blocks: ajv.compile({ $ref: 'bk' }),
    modal: ajv.compile({ $ref: 'bk#/$defs/modal_view' }),
    home: ajv.compile({ $ref: 'bk#/$defs/home_view' }),
  };
}

export function manifestSchema(): ValidateFunction | null {
  const schema = read('slack-manifest.schema.json');
  if (!schema) return null;
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  return ajv.compile(schema);
}

/** Returns what a schema says is wrong; empty when nothing is. */
export function problems(validate: ValidateFunction | undefined, value: unknown): string[] {
  if (!validate || validate(structuredClone(value))) return [];
  return (validate.errors ?? []).slice(0, 5).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}
