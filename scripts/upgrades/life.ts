import { kitFile } from '../../src/demo/kit-files.ts';
import type { Person } from '../../src/playground/person.ts';
import { channelNames, type PersonOptions, type Stage, setUpRegion } from '../../src/playground/stage.ts';
import { textIn } from '../../src/texts/index.ts';

type Side = 'slack' | 'discord';

/** The people of the region, by the names under which they are found again. */
export const PEOPLE: Readonly<Record<Side, Readonly<Record<string, PersonOptions>>>> = {
  slack: { Claire: { administrator: true }, Ana: {}, Zoé: {}, Max: {} },
  discord: { Driss: { administrator: true }, Gil: {}, Noé: {}, Maxime: {} },
};

export interface Setting {
  readonly stage: Stage;
  readonly people: Readonly<Record<string, Person>>;
  /** Moves the domain's clock, then does what is due. */
  goTo(at: string): Promise<void>;
}

/** The moment at which the region's life begins. */
export const BEGINNING = '2026-09-15T09:00:00+02:00';

/**
 * Plays the life of a region up to the middle of its edition, as people live it, and leaves it in the midst of everything: a
 * proposal to be decided, a questionnaire of which one question is answered, a form that is open, an announcement that is
 * written and one that waits for its day, channels that are tied, a kit that some have received, a meeting that some have
 * answered, an invitation to co-organise, a bilan that is begun, and a meeting's announcement that no platform has taken yet.
 */
export async function live({ stage, people, goTo }: Setting): Promise<void> {
  const who = (name: string): Person => {
    const found = people[name];
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };
  const [claire, ana, zoe, driss, gil, noe] = ['Claire', 'Ana', 'Zoé', 'Driss', 'Gil', 'Noé'].map(who);
  if (!claire || !ana || !zoe || !driss || !gil || !noe) throw new Error('somebody is missing');
  await setUpRegion({ slack: claire, discord: driss }, { name: 'Picardie', departments: ['02', '60', '80'] });
  await claire.command('/edition ouvrir', { annee: '2026', message: 'Ouvrons nos portes.' });
  await claire.command('/edition theme', { nom: 'Réparer' });
  await ana.command('/structure creer', { nom: 'Le Fournil', commune: 'Amiens' });
  await zoe.command('/structure creer', { nom: 'Les Jardins', commune: 'Laon' });
  await gil.command('/structure creer', { nom: 'Repair Café', commune: 'Beauvais' });
  await noe.command('/structure creer', { nom: 'La Ressourcerie', commune: 'Creil' });
  await driss.command('/equipe nommer', {
    personne: driss.mention(noe),
    role: textIn('fr', 'people.field.delegate'),
    departement: '60',
  });

  await propose(ana, 'Pains ouverts', 'samedi 14 novembre de 14h à 18h');
  await claire.press('Accepter');
  await propose(gil, 'Vélos réparés', 'samedi 7 novembre de 14h à 18h');
  await driss.press('Accepter');
  await propose(zoe, 'Bal des plants', 'samedi 28 novembre de 14h à 18h');
  await propose(noe, 'Film et débat', 'vendredi 27 novembre de 18h à 20h');

  await prepare(people, claire);

  await claire.command('/passerelle lier');
  await claire.fill({});
  await claire.press(textIn('fr', 'relays.form.confirm'));
  await ana.write(channelNames.yearRound, 'Qui aurait une grande table ?');
  await gil.write(channelNames.yearRound, 'Nous en avons deux.');
  await zoe.command('/passerelle silence');

  await claire.command('/annonce programmer', { texte: 'Dernier jour des affiches', date: '30 novembre 14h' });
  await claire.press('Programmer : ');

  await goTo('2026-10-28T09:00:00+01:00');
  await claire.command('/questionnaire lancer', { cloture: '20 janvier 2027' });
  await claire.press('Lancer le questionnaire');
  await goTo('2026-11-08T10:00:00+01:00');
  await goTo('2026-11-15T10:00:00+01:00');
  await ana.press('Oui');
  await gil.press('Oui');

  await ana.say('40', 'Combien de personnes');
  await ana.edit('environ 60');
  await beginBilan(claire);

  await driss.command('/annonce diffuser', { texte: 'Les affiches sont arrivées' });
  await claire.command('/annonce diffuser', { texte: 'Merci à tout le monde' });
  await zoe.command('/evenement proposer');
  await noe.command('/evenement proposer');

  // From here on no platform takes anything: what is to be said waits on Slack, and whether Discord has it is uncertain.
  stage.slack.fault({ kind: 'rateLimited', retryAfter: 3_600, method: 'chat.postMessage', times: 1_000 });
  stage.discord.fault({
    kind: 'status',
    status: 503,
    method: 'POST',
    path: /^\/channels\/\d+\/messages$/,
    times: 1_000,
  });
  await driss.command('/reunion programmer', {
    titre: 'Bilan à chaud',
    date: 'mercredi 2 décembre de 18h à 20h',
    lieu: 'Amiens',
    'ordre-du-jour': 'Ce qui a marché',
  });
  await driss.press('Annoncer la réunion');
  await claire.press('Accepter', { in: 'Film et débat' });
}

async function propose(by: Person, title: string, when: string): Promise<void> {
  await by.command('/evenement proposer');
  const words = { place: 'Salle des fêtes, Beauvais', pitch: 'Venez voir.', contact: '03 44 00 00 00' };
  await by.fill({ title, when, ...words });
  await by.press('Proposer');
}

/** Plays a region before its month: a kit, a meeting, events of two organisations, a proposal to make one of two, two accounts of one person. */
async function prepare(people: Setting['people'], claire: Person): Promise<void> {
  const { Ana: ana, Zoé: zoe, Gil: gil, Max: max, Maxime: maxime } = people;
  if (!ana || !zoe || !gil || !max || !maxime) throw new Error('somebody is missing');
  await claire.command('/edition objectifs');
  await claire.fill({ figure: 'events', target: '10' });

  await claire.command('/kit publier');
  const logo = { name: 'logo.png', type: 'image/png', bytes: kitFile('logo.png', 'Logo') };
  await claire.fill({ files: [logo], note: 'Le logo en couleur' });
  await claire.press('Publier et envoyer');
  await ana.press("J'ai bien reçu le kit");

  await claire.command('/reunion programmer', {
    titre: 'Tour de table',
    date: 'mercredi 9 décembre de 18h à 20h',
    lieu: 'Amiens',
  });
  await claire.press('Annoncer la réunion');
  await ana.press('Je viens', { in: 'Tour de table' });

  await ana.command('/evenement coorganiser', { evenement: 'Pains ouverts', structure: 'Repair Café' });
  await gil.press('Co-organiser', { in: 'Pains ouverts' });
  await gil.command('/evenement coorganiser', { evenement: 'Vélos réparés', structure: 'Les Jardins' });

  await claire.command('/annonce diffuser', { texte: 'Bienvenue à bord' });
  await claire.choose("Où l'envoyer", 'messages privés');
  await claire.press('Diffuser maintenant');
  await ana.press("J'ai lu", { in: 'Bienvenue à bord' });

  await maxime.command('/profil lier');
  await max.command('/profil lier', { code: /\b[2-9A-Z]{8}\b/.exec(maxime.read())?.[0] ?? '' });
  await max.press('Réunir');
  maxime.look();
  await maxime.press("C'est bien moi");
}

/** Notes a coordinator's part of the bilan: a figure, a tally in a channel, words, and a first document. */
async function beginBilan(claire: Person): Promise<void> {
  await claire.command('/chiffres saisir', { chiffre: 'Programmes imprimés', valeur: '3 000' });
  await claire.command('/chiffres afficher', { canal: claire.channel(channelNames.tallies) });
  await claire.command('/bilan rediger', { chapitre: "L'essentiel" });
  await claire.press('Écrire ce texte');
  await claire.fill({ text: 'Le mois a réuni beaucoup de monde.' });
  await claire.command('/bilan document');
}
