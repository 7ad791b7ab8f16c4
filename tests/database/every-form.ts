import { expect } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { plain } from '../support/events.ts';
import { logo } from '../support/kit-files.ts';
import { other, type Platform } from '../support/platforms.ts';
import type { World } from '../support/world.ts';

/** The people who fill in the forms, on one platform. */
export interface Cast {
  readonly world: World;
  readonly platform: Platform;
  readonly coordinator: Person;
  /** A member of Le Fournil, whose events « Fournil ouvert » and « Portes ouvertes », which is past, are accepted. */
  readonly ana: Person;
  readonly zoe: Person;
  readonly max: Person;
}

type Filling = (cast: Cast) => Promise<void>;

const reads = (person: Person, words: string): void => expect(plain(person.read())).toContain(words);
const named = (name: string, { platform }: Cast): string => `${name} ${platform}`;
const whole = (cast: Cast) => ({ evenement: named('Fournil ouvert', cast) });

async function link({ world, platform }: Cast): Promise<void> {
  const here = world.person(platform, `Noé ${platform}`);
  const there = world.person(other[platform], `Noé de ${platform}`);
  await here.command('/profil lier');
  await there.command('/profil lier', { code: /\b[2-9A-Z]{8}\b/.exec(here.read())?.[0] ?? '' });
  await there.press('Réunir');
  here.look();
  await here.press("C'est bien moi");
  expect(here.look()).toContain("n'en font plus qu'un");
}

/** Every command that has a form, filled in and finished, in an order in which each finds what it needs. */
export const everyForm: Readonly<Record<string, Filling>> = {
  '/structure creer': async (cast) => {
    await cast.zoe.command('/structure creer', { nom: named('Atelier', cast) });
    reads(cast.zoe, 'est créée');
  },
  '/structure rejoindre': async (cast) => {
    await cast.zoe.command('/structure rejoindre', { structure: named('Le Fournil', cast) });
    await cast.ana.command('/structure membres');
    await cast.ana.press('Confirmer');
    reads(cast.ana, 'fait partie de');
  },
  '/structure ajouter': async (cast) => {
    const { coordinator, max } = cast;
    const options = { personne: coordinator.mention(max), structure: named('Atelier', cast) };
    await coordinator.command('/structure ajouter', options);
    reads(coordinator, 'fait partie de');
  },
  '/structure exclure': async ({ zoe, max }) => {
    await zoe.command('/structure exclure', { membre: max.name });
    await zoe.press('Exclure');
    reads(zoe, 'ne fait plus partie de');
  },
  '/equipe journal': async ({ coordinator, platform }) => {
    await coordinator.command('/equipe journal', { jour: "aujourd'hui" });
    reads(coordinator, 'Journal');
    await coordinator.press('Tout le journal');
    await coordinator.press('Plus ancien');
    await coordinator.press('Plus récent');
    await coordinator.press('Filtrer');
    // More events than a form of the platform lists.
    if (platform === 'discord') await coordinator.press('Continuer');
    await coordinator.fill({ person: coordinator.user.id });
    await coordinator.press('Plus ancien');
    await coordinator.press('Exporter');
    reads(coordinator, 'message privé');
    await coordinator.command('/equipe journal', { structure: `Le Fournil ${platform}` });
    await coordinator.command('/equipe journal', { evenement: `Fournil ouvert ${platform}` });
    reads(coordinator, 'a accepté');
  },
  '/profil lier': link,
  '/profil langue': async ({ zoe }) => {
    await zoe.command('/profil langue', { langue: 'français' });
    reads(zoe, 'en français');
  },
  '/profil notifications': async ({ zoe }) => {
    await zoe.command('/profil notifications', { debut: '21h', fin: '7h' });
    reads(zoe, '21 h');
  },
  '/equipe nommer': async ({ coordinator, max }) => {
    const role = { role: "Délégué·e d'un département", departement: '80' };
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(max), ...role });
    reads(coordinator, 'est maintenant');
  },
  '/equipe retirer': async ({ coordinator, max }) => {
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(max) });
    await coordinator.press('Retirer');
    reads(coordinator, "ne fait plus partie de l'équipe");
  },
  '/equipe donnees': async ({ coordinator }) => {
    await coordinator.command('/equipe donnees', { chambre: 'CRESS', contact: 'donnees@cress.example' });
    reads(coordinator, 'donnees@cress.example');
  },
  '/equipe conservation': async ({ coordinator }) => {
    await coordinator.command('/equipe conservation');
    await coordinator.fill({ message: '60' });
    reads(coordinator, '60 jours');
  },
  '/installer': async ({ coordinator }) => {
    await coordinator.command('/installer', { region: 'Picardie' });
    await coordinator.press('Inviter une autre région');
    reads(coordinator, 'Voici votre code');
  },
  '/passerelle lier': async ({ coordinator }) => {
    await coordinator.command('/passerelle lier');
    await coordinator.fill({});
    await coordinator.press('Relier ces salons');
    reads(coordinator, 'Ces salons sont reliés');
  },
  '/passerelle couper': async ({ coordinator }) => {
    await coordinator.command('/passerelle couper');
    await coordinator.fill({ what: 'Toute la passerelle « Picardie »' });
    await coordinator.press('Couper');
    reads(coordinator, "C'est coupé");
  },
  '/edition theme': async (cast) => {
    await cast.coordinator.command('/edition theme', { nom: named('Alimentation', cast) });
    reads(cast.coordinator, named('Alimentation', cast));
  },
  '/edition objectifs': async (cast) => {
    await cast.coordinator.command('/edition objectifs');
    await cast.coordinator.fill({ message: named('Tous ensemble', cast) });
    reads(cast.coordinator, named('Tous ensemble', cast));
  },
  '/chiffres saisir': async ({ coordinator }) => {
    await coordinator.command('/chiffres saisir', { chiffre: 'Programmes imprimés', valeur: '3 000' });
    reads(coordinator, 'Programmes imprimés');
  },
  '/bilan rediger': async ({ coordinator }) => {
    await coordinator.command('/bilan rediger', { chapitre: 'Propositions', texte: 'Une réunion en juin.' });
    reads(coordinator, 'est enregistré');
  },
  '/evenement proposer': async (cast) => {
    await cast.ana.command('/evenement proposer');
    const when = 'samedi 28 novembre 11h';
    await cast.ana.fill({ title: named('Goûter', cast), when, place: 'Amiens', pitch: 'Venez.', contact: 'Ana' });
    await cast.ana.press('Proposer');
    reads(cast.ana, named('Goûter', cast));
  },
  '/evenement dupliquer': async (cast) => {
    const options = { evenement: named('Portes ouvertes', cast), date: '29 novembre 12h' };
    await cast.ana.command('/evenement dupliquer', options);
    await cast.ana.press('Proposer');
    reads(cast.ana, 'Portes ouvertes');
  },
  '/evenement completer': async (cast) => {
    await cast.ana.command('/evenement completer', whole(cast));
    await cast.ana.press('Compléter');
    await cast.ana.fill({ audience: 'Tous', when: 'dimanche 29 novembre 18h' });
    await cast.ana.press('Enregistrer les nouvelles dates');
    reads(cast.ana, 'Fournil ouvert');
  },
  '/evenement modifier': async (cast) => {
    await cast.ana.command('/evenement modifier', whole(cast));
    await cast.ana.fill({ contact: 'Ana, 03 44 00 00 00' });
    reads(cast.ana, '03 44 00 00 00');
  },
  '/evenement coorganiser': async (cast) => {
    await cast.ana.command('/evenement coorganiser', { ...whole(cast), structure: named('Atelier', cast) });
    reads(cast.ana, 'est enregistrée pour');
    cast.zoe.look();
    await cast.zoe.press('Co-organiser');
  },
  '/evenement voir': async (cast) => {
    await cast.zoe.command('/evenement voir', whole(cast));
    reads(cast.zoe, 'Fournil ouvert');
  },
  '/evenement reporter': async (cast) => {
    await cast.ana.command('/evenement reporter', whole(cast));
    await cast.ana.fill({ when: '30 novembre 18h' });
    await cast.ana.press('Reporter');
    reads(cast.ana, "C'est noté");
  },
  '/evenement annuler': async (cast) => {
    await cast.ana.command('/evenement annuler', { ...whole(cast), raison: 'Salle indisponible' });
    await cast.ana.press("Annuler l'événement");
    reads(cast.ana, 'est annulé');
  },
  '/kit publier': async ({ coordinator }) => {
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo], note: 'Nouveau' });
    await coordinator.press('Publier et envoyer');
    reads(coordinator, 'est publiée');
  },
  '/nation recevoir': async ({ coordinator, platform }) => {
    await coordinator.command('/nation recevoir', { annee: '2026' });
    const bytes = Buffer.from(`region;year;events\nRégion ${platform};2026;12`);
    await coordinator.fill({ files: [{ name: `${platform}.csv`, type: 'text/csv', bytes }] });
    reads(coordinator, '1 région sans bot');
  },
  '/nation saisir': async ({ coordinator, platform }) => {
    await coordinator.command('/nation saisir', { region: `Autre région ${platform}` });
    await coordinator.fill({ events: '12' });
    await coordinator.press('Enregistrer');
    reads(coordinator, '1 région sans bot');
  },
  '/nation ecrire': async (cast) => {
    await cast.coordinator.command('/nation ecrire');
    await cast.coordinator.fill({ text: named('Vos fichiers avant le 15', cast) });
    await cast.coordinator.press('Aperçu');
    reads(cast.coordinator, 'Ce message va à la coordination des régions');
  },
  '/reunion programmer': async (cast) => {
    const meeting = { titre: named('Point', cast), date: 'demain à 16h', lieu: 'Amiens' };
    await cast.coordinator.command('/reunion programmer', meeting);
    await cast.coordinator.press('Annoncer la réunion');
    reads(cast.coordinator, 'est programmée');
  },
  '/reunion repondre': async (cast) => {
    await cast.zoe.command('/reunion repondre', { reunion: named('Point', cast), reponse: 'Je viens' });
    reads(cast.zoe, "C'est noté, merci : vous venez");
    await moveAndCancel(cast);
  },
  '/annonce programmer': async ({ coordinator }) => {
    await coordinator.command('/annonce programmer', { texte: 'Bientôt', date: '20 novembre 14h' });
    await coordinator.press('Programmer : ');
    reads(coordinator, '20 novembre');
  },
  '/annonce diffuser': async (cast) => {
    await cast.coordinator.command('/annonce diffuser', { texte: named('Venez nombreux', cast) });
    await cast.coordinator.choose("Où l'envoyer", 'salons', 'messages privés');
    await cast.coordinator.press('Diffuser maintenant');
  },
  '/questionnaire prolonger': async ({ coordinator, platform }) => {
    const cloture = platform === 'slack' ? '25 janvier 2027' : '26 janvier 2027';
    await coordinator.command('/questionnaire prolonger', { cloture });
    await coordinator.press('Changer la date');
    reads(coordinator, cloture);
  },
  '/questionnaire saisir': async (cast) => {
    await cast.coordinator.command('/questionnaire saisir', { questionnaire: named('Portes ouvertes', cast) });
    reads(cast.coordinator, 'Portes ouvertes');
  },
};

async function moveAndCancel({ coordinator }: Cast): Promise<void> {
  await coordinator.command('/reunion liste');
  await coordinator.press('Déplacer la réunion');
  await coordinator.fill({ when: 'demain à 18h' });
  await coordinator.press('Déplacer la réunion');
  await coordinator.command('/reunion liste');
  await coordinator.press('Annuler la réunion');
  await coordinator.press('Annuler la réunion');
}

/** Commands for what exists only once; they come before all others. */
export const first: Readonly<Record<string, Filling>> = {
  '/questionnaire lancer': async ({ coordinator }) => {
    await coordinator.command('/questionnaire lancer', { cloture: '20 janvier 2027' });
    await coordinator.press('Lancer le questionnaire');
    reads(coordinator, 'est lancé');
  },
};

/** Commands after which nothing else can be done. */
export const last: Readonly<Record<string, Filling>> = {
  '/edition ouvrir': async ({ coordinator, platform }) => {
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    const annee = platform === 'slack' ? '2027' : '2028';
    await coordinator.command('/edition ouvrir', { annee });
    reads(coordinator, annee);
  },
};
