import { extname } from 'node:path';
import type { Cast } from './cast.ts';
import { coordinatorsWords } from './coordinators-words.ts';
import type { EditionFile } from './edition-file.ts';
import { expectRead } from './expect.ts';
import { instant } from './play-questionnaires.ts';
import type { DemoStep } from './timeline.ts';

/**
 * Returns the steps of the bilan: its chapters are written, its findings noted, its files requested in chat and kept as
 * they arrive there.
 */
export function publication(
  file: EditionFile,
  { coordinator }: Cast,
  documents: { name: string; bytes: Uint8Array }[],
): readonly DemoStep[] {
  const keep = async (files: readonly { readonly name: string; readonly url: string }[]) => {
    for (const { name, url } of files) {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${name} can't be fetched: ${response.status}`);
      documents.push({ name: `bilan${extname(name)}`, bytes: new Uint8Array(await response.arrayBuffer()) });
    }
  };
  return [
    {
      at: instant(file.entered.reportAt, file.region.timeZone),
      chapter: 'bilan',
      async run() {
        for (const { chapter, text } of coordinatorsWords(file)) await write(coordinator, chapter, text);
        await coordinator.command('/bilan apercu');
        expectRead(coordinator, file.edition.name);
        await noteFindings(coordinator);
        await coordinator.command('/bilan document');
        await keep(coordinator.news.flatMap((message) => message.files));
        if (documents.length === 0) throw new Error(`no document came; reads: ${coordinator.read()}`);
      },
    },
    {
      // By then it is laid out for print.
      at: new Date(instant(file.entered.reportAt, file.region.timeZone).getTime() + 60_000),
      chapter: 'bilan',
      async run() {
        const files = coordinator.screen().flatMap((message) => message.files);
        await keep(files.filter(({ name }) => /^bilan-.*\.(pdf|docx)$/.test(name)));
      },
    },
  ];
}

/** Writes in the form, where a text may have several paragraphs. */
async function write(coordinator: Cast['coordinator'], chapter: string, text: string): Promise<void> {
  await coordinator.command('/bilan rediger', { chapitre: chapter });
  await coordinator.press('Écrire ce texte');
  await coordinator.fill({ text });
  expectRead(coordinator, 'est enregistré');
}

/** Adds a note on each finding: the bilan can be published only then. */
async function noteFindings(coordinator: Cast['coordinator']): Promise<void> {
  for (;;) {
    await coordinator.command('/bilan apercu');
    const left = coordinator.news
      .flatMap((message) => message.controls)
      .find((control) => control.kind === 'button' && control.label.startsWith('Expliquer n'));
    if (left?.kind !== 'button') return;
    await coordinator.press(left.label);
    await coordinator.fill({ note: 'Constaté par la vérification ; voir la note méthodologique.' });
    expectRead(coordinator, 'La note est enregistrée');
  }
}
