import type { Person } from '../../src/playground/person.ts';

/** Presses each [Expliquer n°…] of the bilan's check until nothing is left to be explained. */
export async function explainAll(coordinator: Person): Promise<void> {
  for (;;) {
    await coordinator.command('/bilan apercu');
    const left = coordinator.news
      .flatMap((message) => message.controls)
      .find((control) => control.kind === 'button' && control.label.startsWith('Expliquer n'));
    if (left?.kind !== 'button') return;
    await coordinator.press(left.label);
    await coordinator.fill({ note: 'Vu.' });
  }
}

/** Has a coordinator explain all that the check finds, and publish the bilan. It is posted by what is due next. */
export async function explainAndPublish(coordinator: Person): Promise<void> {
  await explainAll(coordinator);
  await coordinator.press('Publier le bilan');
  await coordinator.press('Publier maintenant');
}
