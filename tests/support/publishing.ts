import type { Person } from '../../src/playground/person.ts';

/** Has a coordinator explain all that the check of the bilan finds, and publish it. It is posted by what is due next. */
export async function explainAndPublish(coordinator: Person): Promise<void> {
  for (;;) {
    await coordinator.command('/bilan apercu');
    const left = coordinator.news
      .flatMap((message) => message.controls)
      .find((control) => control.kind === 'button' && control.label.startsWith('Expliquer n'));
    if (left?.kind !== 'button') break;
    await coordinator.press(left.label);
    await coordinator.fill({ note: 'Vu.' });
  }
  await coordinator.press('Publier le bilan');
  await coordinator.press('Publier maintenant');
}
