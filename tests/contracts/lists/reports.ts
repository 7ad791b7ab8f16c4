import { expect } from 'vitest';
import { cut } from '../../../src/chat/cut.ts';
import { CHAPTER, CHAPTERS, WRITABLE } from '../../../src/features/reports/chapters.ts';
import { writableName } from '../../../src/features/reports/messages/documents.ts';
import { translator } from '../../../src/texts/translator.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import type { KnownList } from './known-list.ts';
import { clear, edition } from './rows.ts';

/** The most characters of an entry on Slack. */
const MOST = 75;

export const reportLists: readonly KnownList[] = [
  {
    name: 'the chapters of the bilan, and the sentences about figures, to write in one',
    of: ['chapters'],
    placeholder: 'Chapitre',
    order: 'as the document has them',
    counts: [WRITABLE.length],
    async fill(world, platform) {
      await clear(world);
      await edition(world);
      const t = translator('fr', 'Europe/Paris');
      // Each chapter of the document is among them.
      expect(WRITABLE).toEqual(expect.arrayContaining(CHAPTERS.map((id) => CHAPTER + id)));
      return WRITABLE.map((key) => cut(asTyped(writableName(t, key)), platform === 'slack' ? MOST : 100));
    },
    async open(reader) {
      await reader.command('/bilan rediger');
      await reader.press('Choisir un chapitre');
    },
    async expectChosen(_, reader, entry) {
      if (reader.platform.form(reader.user.id)) await reader.fill({});
      expect(reader.read()).toContain(entry.replace(/…$/, ''));
    },
  },
];
