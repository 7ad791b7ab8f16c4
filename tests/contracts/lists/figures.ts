import { expect } from 'vitest';
import { ENTRIES } from '../../../src/features/figures/entries.ts';
import { entryName } from '../../../src/features/figures/messages.ts';
import { translator } from '../../../src/texts/translator.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import type { KnownList } from './known-list.ts';
import { clear, edition } from './rows.ts';

export const figureLists: readonly KnownList[] = [
  {
    name: 'the figures of a past edition, to enter one',
    of: ['figures'],
    placeholder: 'Chiffre',
    order: 'what is entered each year first',
    counts: [ENTRIES.length],
    async fill(world) {
      await clear(world);
      await edition(world);
      const t = translator('fr', 'Europe/Paris');
      return ENTRIES.map((entry) => asTyped(entryName(t, entry)));
    },
    open: (reader) => reader.command('/chiffres saisir', { annee: '2025', valeur: '12' }),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(entry),
  },
];
