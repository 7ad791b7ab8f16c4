/**
 * The steps of the tour: who one is, where, what is typed there beforehand, and what ticks the step off (all that stands in
 * `done`). `where` is a channel's name, or 'bot' for the conversation with the app.
 */
export const steps = [
  {
    title: 'Écrire un mot',
    text: 'Ada est sur Slack. Écrivez un bonjour dans #organisateurs : ce salon est relié à celui de Discord.',
    who: { platform: 'slack', name: 'Ada' },
    where: 'organisateurs',
    done: { kind: 'say', channel: 'organisateurs' },
  },
  {
    title: "Le lire de l'autre côté",
    text: "Devenez Inès, sur Discord : le mot est arrivé, sous le nom d'Ada. Répondez-lui si vous voulez.",
    who: { platform: 'discord', name: 'Inès' },
    where: 'organisateurs',
    done: { kind: 'look', platform: 'discord', channel: 'organisateurs' },
  },
  {
    title: 'Proposer un événement',
    text: "Bruno envoie /evenement proposer. Écrivez la date comme vous la diriez : le bot montre ce qu'il a compris, puis [Proposer].",
    who: { platform: 'slack', name: 'Bruno' },
    where: 'bot',
    types: '/evenement proposer',
    done: { kind: 'press', label: 'Proposer' },
  },
  {
    title: 'Décider',
    text: 'Driss coordonne, sur Discord : dans #coordination, acceptez une proposition. Qui a proposé est prévenu aussitôt.',
    who: { platform: 'discord', name: 'Driss' },
    where: 'coordination',
    done: { kind: 'press', label: 'Accepter' },
  },
  {
    title: "Dire si l'on vient",
    text: 'Joris trouve la réunion dans #annonces, sur Discord : répondez [Je viens], et le compte change sur les deux plateformes.',
    who: { platform: 'discord', name: 'Joris' },
    where: 'annonces',
    done: { kind: 'press', label: 'Je viens' },
  },
  {
    title: 'Faire passer le temps',
    text: "Avancez, en haut à droite, jusqu'à la prochaine nouvelle, plusieurs fois. Trois jours avant le premier événement, Camille peut lancer le questionnaire, dans #coordination : confirmez.",
    who: { platform: 'slack', name: 'Camille' },
    where: 'coordination',
    done: { kind: 'press', label: 'Lancer le questionnaire', onlyForYou: true },
  },
  {
    title: 'Répondre au questionnaire',
    text: "Avancez encore de quelques nouvelles : le lendemain de ses portes ouvertes, Ada est interrogée dans sa conversation avec le bot. Répondez pour elle, jusqu'au remerciement.",
    who: { platform: 'slack', name: 'Ada' },
    where: 'bot',
    done: { kind: 'read', words: 'réponse complète' },
  },
  {
    title: 'Lire le bilan',
    text: 'Camille envoie /bilan apercu : les chiffres viennent des réponses, et ceux qui reposent sur moins de trois ne sont pas publiés. Répondez aussi pour les autres, et ils apparaissent. [Recevoir le document] donne le tout.',
    who: { platform: 'slack', name: 'Camille' },
    where: 'bot',
    types: '/bilan apercu',
    done: { kind: 'command', path: '/bilan apercu' },
  },
];
