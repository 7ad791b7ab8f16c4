import { it } from 'vitest';
import { startWorld } from '../../support/world.ts';
import { acceptedEvent, organisationOf } from './setting.ts';
it('looks', async () => {
  const world = await startWorld({ at: '2026-11-01T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  const o = world.person('slack', 'Olive'); const d = world.person('discord', 'Dina');
  const id = await organisationOf(world, 'Les Jardins', [o]);
  const id2 = await organisationOf(world, 'La Voile', [d]);
  await acceptedEvent(world, { title: 'Portes', organisationId: id, by: o, startsAt: '2026-11-14T14:00:00+01:00' , coOrganisers:[id2]});
  await acceptedEvent(world, { title: 'Régate', organisationId: id2, by: d, startsAt: '2026-11-14T14:00:00+01:00' });
  await world.coordinator.slack.command('/questionnaire lancer');
  console.log(world.coordinator.slack.read());
  await world.coordinator.slack.press('Lancer le questionnaire');
  console.log(world.coordinator.slack.read());
  await world.goTo('2026-11-15T10:00:00+01:00');
  for (const p of [o, d]) {
    p.look(); console.log(p.read(), p.news.flatMap(m=>m.controls.map((c)=>(c as {label?:string}).label)));
    await p.press('Oui'); console.log(p.read());
    await p.press('Répondre par écrit'); console.log(JSON.stringify(p.form(), null, 1));
    await p.fill({reply: 'beaucoup'}); console.log(p.read());
    await p.press('Corriger'); console.log(p.form().fields[0]?.value);
    await p.fill({reply: '12'}); console.log(p.read());
    await p.press('Non'); await p.press('Corriger'); console.log(p.read());
    await p.press('Ne rien changer'); console.log(p.read()); await p.press('Moitié'); console.log(p.read());
    await p.command('/questionnaire etat'); console.log(p.read());
    await p.press('Voir mes réponses'); console.log(p.read());
  }
  await world.coordinator.slack.command('/questionnaire etat'); console.log(world.coordinator.slack.read());
  await world.coordinator.discord.command('/questionnaire saisir'); console.log(JSON.stringify(world.coordinator.discord.form()));
  await world.close();
});
