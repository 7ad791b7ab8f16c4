import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { content, en, fr } from './demo-content.ts';

test('x', () => {
  for (const d of buildDocuments(content(), fr)) writeFileSync('/tmp/' + d.name, d.text);
  buildDocuments(content(), en);
});
