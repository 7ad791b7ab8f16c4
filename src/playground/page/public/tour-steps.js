/**
 * The steps of the tour: where it leads (as whom, on which platform, where, and what is typed there beforehand), and what ticks
 * the step off (all that stands in `done`: who does it, what they do, and the words of the message that they press or read). What is
 * `early` can't be done any more once the meeting has passed. `where` is a channel's name, or 'bot' for the conversation with the app. "{soir}" is
 * the evening on which Joris has proposed a debate.
 */
export const steps = [
  {
    title: 'Proposer un événement',
    text: "Bruno, à Soissons, propose un atelier vélo : envoyez la commande qui est écrite. Dans le formulaire, écrivez la date comme vous la diriez, par exemple « {soir} 18h30 » : le bot montre ce qu'il a compris, avant [Proposer].",
    leads: [{ platform: 'slack', name: 'Bruno', where: 'bot', types: '/evenement proposer' }],
    done: { by: 'Bruno', kind: 'press', label: 'Proposer' },
    early: true,
  },
  {
    title: 'Voir ce qui se chevauche, et décider',
    text: "Driss coordonne, sur Discord. Sous la proposition de Bruno, le bot dit ce qui tombe le même soir, et à quelle distance. Acceptez-la : Bruno l'apprend aussitôt.",
    leads: [{ platform: 'discord', name: 'Driss', where: 'coordination' }],
    done: { by: 'Driss', kind: 'press', label: 'Accepter', words: "L'Atelier du pignon" },
    early: true,
  },
  {
    title: 'Recevoir le kit',
    text: "Avec la réponse, Bruno reçoit le logo et le communiqué, dans sa conversation avec le bot. Un clic sur [J'ai bien reçu le kit] rassure la coordination.",
    leads: [{ platform: 'slack', name: 'Bruno', where: 'bot' }],
    done: { by: 'Bruno', kind: 'press', label: "J'ai bien reçu le kit" },
    early: true,
  },
  {
    title: "Dire si l'on vient",
    text: "Joris trouve la réunion dans #annonces, sur Discord : répondez [Je viens], et le compte change aussi dans #annonces de l'autre côté.",
    leads: [{ platform: 'discord', name: 'Joris', where: 'annonces' }],
    done: { by: 'Joris', kind: 'press', label: 'Je viens' },
    early: true,
  },
  {
    title: 'Répondre au questionnaire',
    text: "Avancez, en haut à droite, jusqu'à la prochaine nouvelle, plusieurs fois. Trois jours avant le premier événement, Camille peut le lancer, dans #coordination. Avancez encore : le lendemain de ses portes ouvertes, Ada est interrogée. Répondez pour elle, jusqu'au remerciement.",
    leads: [
      { platform: 'slack', name: 'Camille', where: 'coordination' },
      { platform: 'slack', name: 'Ada', where: 'bot' },
    ],
    done: { by: 'Ada', kind: 'read', words: 'réponse complète' },
  },
  {
    title: 'Lire le bilan',
    text: 'Camille envoie /bilan apercu : les chiffres viennent des réponses, et ceux qui reposent sur moins de trois ne sont pas publiés. Répondez aussi pour les autres, et ils apparaissent. [Recevoir le document] donne le tout.',
    leads: [{ platform: 'slack', name: 'Camille', where: 'bot', types: '/bilan apercu' }],
    done: { by: 'Camille', kind: 'read', words: 'Aperçu du bilan' },
  },
];
