import { describe, expect, it } from 'vitest';
import { composeRegistry } from '../../../src/composition.ts';
import { commandDefinitions } from '../../../src/dispatch/definitions.ts';
import { readPath } from '../../../src/platforms/slack/command-words.ts';

const definitions = commandDefinitions(composeRegistry().commands);

/** The forms in which people say it: infinitive, "tu", "vous". */
const said: Readonly<Record<string, readonly string[]>> = {
  'annonce diffuser': ['diffuser', 'diffuse', 'diffusez'],
  'annonce programmer': ['programmer', 'programme', 'programmez'],
  'annonce etat': ['etat', 'état', 'États'],
  'edition ouvrir': ['ouvrir', 'ouvre', 'ouvrez'],
  'edition voir': ['voir', 'vois', 'voyez'],
  'edition theme': ['theme', 'thème', 'thèmes'],
  'edition objectifs': ['objectifs', 'objectif', 'Objectifs'],
  'edition cloturer': ['cloturer', 'clôture', 'clôturez'],
  'equipe nommer': ['nommer', 'nomme', 'nommez'],
  'equipe retirer': ['retirer', 'retire', 'retirez'],
  'equipe conservation': ['conservation', 'conservations', 'Conservation'],
  'equipe donnees': ['donnees', 'données', 'Donnée'],
  'equipe journal': ['journal', 'journals', 'Journal'],
  'equipe registre': ['registre', 'registres', 'Registre'],
  'equipe voir': ['voir', 'vois', 'voyez'],
  'evenement proposer': ['proposer', 'propose', 'proposez'],
  'evenement dupliquer': ['dupliquer', 'duplique', 'dupliquez'],
  'evenement completer': ['completer', 'complète', 'complétez'],
  'evenement modifier': ['modifier', 'modifie', 'modifiez'],
  'evenement reporter': ['reporter', 'reporte', 'reportez'],
  'evenement annuler': ['annuler', 'annule', 'annulez'],
  'evenement coorganiser': ['coorganiser', 'co-organise', 'coorganisez'],
  'evenement voir': ['voir', 'vois', 'voyez'],
  'evenement liste': ['liste', 'lister', 'listes'],
  'evenement file': ['file', 'File', 'FILE'],
  'kit publier': ['publier', 'publie', 'publiez'],
  'kit recevoir': ['recevoir', 'reçois', 'recevez'],
  'kit liste': ['liste', 'lister', 'listez'],
  'kit suivi': ['suivi', 'Suivi', 'SUIVI'],
  'reunion programmer': ['programmer', 'programme', 'programmez'],
  'reunion liste': ['liste', 'lister', 'listez'],
  'reunion repondre': ['repondre', 'réponds', 'répondez'],
  'profil lier': ['lier', 'lie', 'liez'],
  'profil langue': ['langue', 'langues', 'Langue'],
  'profil notifications': ['notifications', 'notification', 'Notifications'],
  'profil voir': ['voir', 'vois', 'voyez'],
  'profil donnees': ['donnees', 'données', 'Donnée'],
  'bilan apercu': ['apercu', 'aperçu', 'Aperçu'],
  'bilan rediger': ['rediger', 'rédige', 'rédigez'],
  'bilan document': ['document', 'documents', 'Document'],
  'bilan versions': ['versions', 'version', 'Versions'],
  'bilan lire': ['lire', 'lis', 'lisez'],
  'bilan presse': ['presse', 'presses', 'Presse'],
  'bilan relecture': ['relecture', 'relectures', 'Relecture'],
  'structure creer': ['creer', 'crée', 'créez'],
  'structure rejoindre': ['rejoindre', 'rejoins', 'rejoignez'],
  'structure membres': ['membres', 'membre', 'Membres'],
  'structure ajouter': ['ajouter', 'ajoute', 'ajoutez'],
  'structure exclure': ['exclure', 'exclus', 'excluez'],
  'structure quitter': ['quitter', 'quitte', 'quittez'],
  'structure liste': ['liste', 'lister', 'listez'],
  'questionnaire repondre': ['repondre', 'réponds', 'répondez'],
  'questionnaire etat': ['etat', 'état', 'États'],
  'questionnaire lancer': ['lancer', 'lance', 'lancez'],
  'questionnaire prolonger': ['prolonger', 'prolonge', 'prolongez'],
  'questionnaire relancer': ['relancer', 'relance', 'relancez'],
  'questionnaire saisir': ['saisir', 'saisis', 'saisissez'],
  'questionnaire fermer': ['fermer', 'ferme', 'fermez'],
  'chiffres afficher': ['afficher', 'affiche', 'affichez'],
  'chiffres saisir': ['saisir', 'saisis', 'saisissez'],
  'chiffres retirer': ['retirer', 'retire', 'retirez'],
  'nation etat': ['etat', 'état', 'États'],
  'nation recevoir': ['recevoir', 'reçois', 'recevez'],
  'nation saisir': ['saisir', 'saisis', 'saisissez'],
  'nation ecrire': ['ecrire', 'écris', 'écrivez'],
  'nation messages': ['messages', 'message', 'Messages'],
  'nation bilan': ['bilan', 'bilans', 'Bilan'],
  'passerelle lier': ['lier', 'lie', 'liez'],
  'passerelle etat': ['etat', 'état', 'États'],
  'passerelle couper': ['couper', 'coupe', 'coupez'],
  'passerelle silence': ['silence', 'silences', 'Silence'],
  'passerelle retirer': ['retirer', 'retire', 'retirez'],
};

describe('a command is understood as people say it', () => {
  it('every one of two words is tried here', () => {
    const paths = definitions.map(({ path }) => path.fr.join(' ')).filter((path) => path.includes(' '));
    expect(Object.keys(said).sort()).toEqual(paths.sort());
  });

  it.each(Object.entries(said))('/%s', (path, words) => {
    const [command = ''] = path.split(' ');
    for (const word of words) {
      const read = readPath(`/${command}`, `${word} le reste`, definitions, 'fr');
      expect(read.definition?.path.fr.join(' '), word).toBe(path);
      expect(read.rest).toBe('le reste');
    }
  });
});
