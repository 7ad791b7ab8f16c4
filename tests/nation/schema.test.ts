import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { bilanFile, bilanSchema } from '../../src/features/nation/from-files/bilan-file.ts';
import { jsonDocument } from '../../src/features/reports/documents/json.ts';
import { content, fr } from '../support/demo-content.ts';
import { eighteen, textOf } from '../support/invented-regions.ts';
import { facts } from '../support/report-facts.ts';

const PATH = 'docs/bilan.schema.json';
const published = JSON.parse(readFileSync(PATH, 'utf8'));
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const validate = ajv.compile(published);

describe('the schema that is published', () => {
  it('is that of the reader', () => {
    expect(published, `write what bilanSchema() returns into ${PATH}`).toEqual(bilanSchema());
  });

  it('fits what the bot writes, whatever is known', () => {
    const written = [
      jsonDocument(content(), fr.forFiles()),
      jsonDocument(content({ surveyOpen: true }), fr.forFiles()),
      jsonDocument(content({}, facts({ previous: null })), fr.forFiles()),
      ...eighteen.map((one) => textOf(one)),
    ];
    for (const text of written) {
      expect(validate(JSON.parse(text)), JSON.stringify(validate.errors?.[0])).toBe(true);
      expect(bilanFile.safeParse(JSON.parse(text)).success).toBe(true);
    }
  });

  it('fits a file with keys that come later, and none that lacks or bends one of today', () => {
    const file = JSON.parse(jsonDocument(content(), fr.forFiles()));
    expect(validate({ ...file, later: 1 })).toBe(true);
    // Files made before these were added are read too.
    const { events: _events, budgetLines: _lines, ...before } = file;
    expect([validate(before), bilanFile.safeParse(before).success]).toEqual([true, true]);
    for (const bent of [
      { ...file, version: 0 },
      { ...file, draft: 'no' },
      { ...file, schema: 'fil-conducteur/bilan/3' },
      { ...file, details: undefined },
      { ...file, edition: { ...file.edition, year: '2008' } },
    ]) {
      expect(validate(JSON.parse(JSON.stringify(bent)))).toBe(false);
      expect(bilanFile.safeParse(bent).success).toBe(false);
    }
  });
});
