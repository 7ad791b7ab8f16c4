import { asRead, Townsperson } from './people.ts';
import type { Towns } from './platforms.ts';

/** Announces a meeting on both platforms: the crowd presses the buttons of its invitations. */
export async function announceMeeting({ slack, discord }: Towns): Promise<void> {
  const coordinator = new Townsperson(slack, slack.coordinator, slack.channels.general);
  const at = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  await coordinator.command('/reunion programmer', {
    titre: TITLE,
    date: `${at.split('-').toReversed().join('/')} de 18h à 19h30`,
    lieu: 'En visioconférence',
  });
  await coordinator.press(asRead('meetings.form.announce'));
  for (const town of [slack, discord]) {
    const reader = new Townsperson(town, town.coordinator, town.channels.general);
    await reader.until(asRead('meetings.answer.YES'), TITLE);
  }
}

const TITLE = 'Préparer le Mois';
