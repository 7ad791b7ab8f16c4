/**
 * The words of the page in French, by the part of it that shows them; en.js has the same in English. What the frame shows is in the
 * language of whoever sits before the page, a pane in that of the person in it.
 */
export const fr = {
  language: 'fr',
  page: {
    title: "Fil conducteur à l'essai",
    tried: "à l'essai sur cette machine",
    toSlack: 'Aller à la saisie, sur Slack',
    toDiscord: 'Aller à la saisie, sur Discord',
    time: 'Le temps',
    faults: 'Pannes',
    beginnings: 'Essai',
    preparing: "Préparation d'un autre essai",
    interrupt: 'Interrompre',
    tour: 'Visite guidée',
    sides: "À l'écran",
    away: "L'essai ne répond plus. Dès qu'il est relancé (npm start), cette page se reconnecte d'elle-même.",
  },
  server: {
    silent: "L'essai ne répond plus : est-il arrêté ? Relancez npm start, puis rechargez cette page.",
    unexpected: (status) => `Réponse inattendue (${status}).`,
    unreadable: (file) => `Le fichier ${file} n'a pas pu être lu.`,
  },
  time: {
    offer: "Faire passer le temps, pour tout l'essai :",
    skips: {
      rest: (day) => `Continuer jusqu'au ${day}`,
      news: () => "Jusqu'à la prochaine nouvelle",
      day: () => 'Un jour plus tard',
      week: () => 'Une semaine plus tard',
      before: (day) => `La veille du Mois, ${day}`,
      middle: (day) => `Le milieu du Mois, ${day}`,
      after: (day) => `Le lendemain du Mois, ${day}`,
    },
    passes: (day) => (day === '' ? 'le temps passe…' : `le temps passe, jusqu'au ${day}…`),
    forward: 'avancer',
    nothing: (day) => `${day} : rien de nouveau.`,
    newsFor: (day) => `${day} : du nouveau pour `,
    others: (count) => (count === 1 ? ' et 1 autre' : ` et ${count} autres`),
    stopped: {
      decision: (day) => `${day}, arrêt en chemin : le bot demande une décision à `,
      stuck: (day) =>
        `${day}, arrêt en chemin : quelque chose de prévu n'a pas pu être fait. Le journal, dans votre terminal, dit quoi.`,
      away: (day) =>
        `${day}, arrêt en chemin : le bot s'est arrêté. Relancez-le, dans « Pannes », s'il ne revient pas.`,
    },
    channel: (name, platform) => `#${name}, sur ${platform}`,
    phases: { before: 'avant le Mois', during: 'pendant le Mois', after: 'après le Mois' },
  },
  faults: {
    purpose: 'Ce qui arrive aussi aux vrais. Rien ne doit être perdu, rien ne doit venir deux fois.',
    happened: 'Ce qui est arrivé',
    kinds: {
      lost: 'Perdre la prochaine réponse',
      limited: 'Refuser le prochain message, trop rapide',
      cut: 'Couper la connexion',
    },
    began: {
      lost: (on) => `La prochaine réponse de ${on} au bot se perdra : le message sera là, et le bot ne le saura pas.`,
      limited: (on) => `${on} refusera le prochain message du bot, pendant 3 secondes.`,
      cut: (on) => `La connexion du bot à ${on} est coupée.`,
    },
    waits: 'Il faut maintenant que le bot y écrive quelque chose.',
    hit: {
      lost: (on, where) => `La réponse de ${on} à un message${where} s’est perdue.`,
      limited: (on, where) => `${on} a refusé un message${where}.`,
    },
    where: ({ name, isOwn }) => (isOwn ? ` dans la conversation de ${name}` : ` dans ${name}`),
    notArrived: 'Le bot ne le sait pas encore arrivé…',
    notKnown: (standing) => `Le bot n’a pas encore su ce qu’il en est : ${standing}.`,
    waited: 'Le bot a attendu et l’a renvoyé',
    reread: 'Le bot a relu',
    sentAgain: 'Le bot l’a renvoyé',
    over: (did, time, standing) => `${did}, en ${time} : ${standing}.`,
    stillCut: (on) => `La connexion du bot à ${on} a été coupée, et n’est pas encore revenue.`,
    reconnected: (on, time) => `La connexion du bot à ${on} a été coupée. Il s’est reconnecté en ${time}.`,
    seconds: (seconds) => `${seconds.toFixed(1).replace('.', ',')} s`,
    absent: 'le message n’est pas là',
    stands: (copies) => (copies === 1 ? 'le message est là une fois' : `le message est là ${copies} fois`),
    bot: 'Le bot',
    kill: 'Tuer le bot',
    start: 'Relancer le bot',
    runs: 'Il tourne dans un processus à part, que l’on peut tuer pour de vrai.',
    away: {
      killed: () =>
        'Son processus a été tué net (SIGKILL), au milieu de ce qu’il faisait. Slack et Discord continuent : écrivez un message, il le lira à son retour. Les boutons et les commandes sont refusés d’ici là.',
      crashed: (how) =>
        `Son processus s’est arrêté de lui-même (${how}). Slack et Discord continuent, et il est relancé tout seul dans un instant.`,
      givenUp: (how) =>
        `Son processus s’est arrêté plusieurs fois de suite (${how}) : il n’est plus relancé tout seul. Votre terminal montre ce qu’il a pu en dire. Relancez-le ici ; s’il s’arrête encore, arrêtez l’essai (Ctrl + C) et relancez npm start, ou recommencez, dans « Essai ».`,
    },
    starts: 'Le bot démarre et relit ce qu’il a manqué…',
    cameBack: (time) =>
      `Il est revenu en ${time}, et ce qui l’attendait est fait. Ce que Slack ou Discord a refusé pendant son absence (un bouton, une commande, un formulaire) est à refaire.`,
    told: {
      killed: () => 'Le bot est arrêté : rien ne répond.',
      crashed: (how) => `Le bot s’est arrêté de lui-même (${how}) : il est relancé dans un instant.`,
      givenUp: () => 'Le bot s’est arrêté plusieurs fois de suite : relancez-le, dans « Pannes ».',
    },
    stateKilled: ' · le bot est arrêté',
    stateStarts: ' · le bot démarre…',
    underWay: (count) => ` · ${count} en cours`,
  },
  beginnings: {
    labels: { town: 'Recommencer', picardie: 'Charger Picardie 2008' },
    questions: {
      town: 'Recommencer l’essai à neuf, un mois avant l’édition ? Ce que vous y avez fait sera perdu.',
      picardie:
        'Charger le Mois de novembre 2008 en Picardie, joué de la première structure au bilan ? Cela prend une minute ou deux, pendant lesquelles vous pouvez continuer ici. Ensuite, ce que vous avez fait dans cet essai sera perdu.',
    },
    does: { town: 'Recommencer', picardie: 'Charger' },
    doing: { town: 'Un essai neuf se prépare', picardie: 'Picardie 2008 se joue' },
    chapter: (doing, chapter) => `${doing} : ${chapter}`,
    names: { town: 'un mois avant l’édition', picardie: 'Picardie 2008, après le bilan' },
    played: { town: '', picardie: 'Picardie 2008, ' },
    present: (name) => `Cet essai : ${name} au départ. Il reste tel quel d’un démarrage à l’autre.`,
    lacks: (missing) =>
      `Cet essai n’est préparé qu’en partie ; il y manque : ${missing}. « Recommencer » le prépare à neuf.`,
    failed: (why) => `Cela n’a pas abouti : ${why}`,
    failedBeside: (why) => `L'autre essai n'a pas pu être préparé, et celui-ci continue : ${why}`,
    count: (done, total) => `${done} sur ${total} · `,
    keep: 'Garder cet essai',
  },
  tour: {
    what: "Un bot qui réunit les organisateurs du Mois, qu'ils soient sur Slack ou sur Discord. ",
    how: "Tout est inventé, rien ne sort de cette machine. Choisissez qui vous êtes de chaque côté, et écrivez : un mot dans #organisateurs arrive de l'autre côté.",
    clock: 'En haut, faites passer le temps : rappels et questionnaire arrivent à leur heure.',
    begin: (steps) => `Commencer la visite (${steps} étapes)`,
    without: 'Explorer sans visite',
    step: (number, steps, title) => `Visite, étape ${number} sur ${steps} : ${title}`,
    past: "Dans cet essai le temps a passé, et ce dont parle cette étape avec lui. Recommencez l'essai pour la faire : il revient un mois avant l'édition.",
    anew: "Recommencer l'essai",
    skip: 'Passer cette étape',
    close: 'Fermer la visite',
    lead: "M'y conduire",
    be: (name) => `Être ${name}`,
    done: 'Visite terminée ✓ ',
    rest: 'Tout le reste se trouve avec /mois, qui que vous soyez.',
    again: 'Recommencer la visite',
    leave: 'Fermer',
  },
  /** The steps of the tour, in its order: `evening` is that on which Joris has proposed a debate. */
  steps: [
    {
      title: 'Proposer un événement',
      text: (evening) =>
        `Bruno, à Soissons, propose un atelier vélo : envoyez la commande qui est écrite. Dans le formulaire, écrivez la date comme vous la diriez, par exemple « ${evening} 18h30 » : le bot montre ce qu'il a compris, avant [Proposer].`,
    },
    {
      title: 'Voir ce qui se chevauche, et décider',
      text: () =>
        "Driss coordonne, sur Discord. Sous la proposition de Bruno, le bot dit ce qui tombe le même soir, et à quelle distance. Acceptez-la : Bruno l'apprend aussitôt.",
    },
    {
      title: 'Recevoir le kit',
      text: () =>
        "Avec la réponse, Bruno reçoit le logo et le communiqué, dans sa conversation avec le bot. Un clic sur [J'ai bien reçu le kit] rassure la coordination.",
    },
    {
      title: "Dire si l'on vient",
      text: () =>
        "Joris trouve la réunion dans #annonces, sur Discord : répondez [Je viens], et le compte change aussi dans #annonces de l'autre côté.",
    },
    {
      title: 'Répondre au questionnaire',
      text: () =>
        "Avancez, en haut à droite, jusqu'à la prochaine nouvelle, plusieurs fois. Trois jours avant le premier événement, Camille peut le lancer, dans #coordination. Avancez encore : le lendemain de ses portes ouvertes, Ada est interrogée. Répondez pour elle, jusqu'au remerciement.",
    },
    {
      title: 'Lire le bilan',
      text: () =>
        'Camille envoie /bilan apercu : les chiffres viennent des réponses, et ceux qui reposent sur moins de trois ne sont pas publiés. Répondez aussi pour les autres, et ils apparaissent. [Recevoir le document] donne le tout.',
    },
  ],
  people: {
    youAre: (platform) => `Vous êtes, sur ${platform}`,
    isNew: ' · nouveau',
    and: ' et ',
    onNoServer: 'Sur aucun serveur',
    noServer: 'aucun serveur',
  },
  pane: {
    back: '← Revenir au salon',
    conversation: 'Conversation',
    home: 'Accueil',
    messages: 'Messages',
    nothingSaid: "Rien n'a encore été dit ici.",
    appHome: "Accueil de l'application",
    threadIn: (where) => `Fil dans ${where}`,
    thread: (name) => (name.startsWith('Fil') ? name : `Fil « ${name} »`),
    talkWith: (name) => `Conversation avec ${name}`,
    writeTo: (name) => `Écrire à ${name}…`,
    writeIn: (channel) => `Écrire dans #${channel}…`,
    answerInThread: 'Répondre dans le fil…',
    heard: (platform, name) => `${platform}, ${name} : `,
  },
  places: {
    label: (platform) => `Salons et conversations, sur ${platform}`,
    servers: 'Serveurs',
    kinds: { public: 'salon', private: 'salon privé', direct: 'conversation avec', thread: 'fil' },
    isNew: ' nouveau',
  },
  composer: {
    label: 'Message, ou commande commençant par / :',
    purposes: {
      edit: () => 'Modifier votre message :',
      reply: (name) => `Répondre à ${name} :`,
      startThread: () => 'Nom du fil à ouvrir :',
    },
    suggestions: 'Propositions',
    suggested: (count) =>
      count > 1 ? `${count} propositions, flèches et Tab pour choisir` : '1 proposition, Tab pour choisir',
    hint: 'Entrée envoie, Maj + Entrée va à la ligne. Tapez / pour voir les commandes : Tab ou Entrée prend celle qui est marquée, les flèches en marquent une autre, un clic aussi, Échap ferme la liste.',
    attach: 'Joindre',
    cancel: 'Annuler',
    send: 'Envoyer',
    required: (description) => `${description} · obligatoire`,
  },
  messages: {
    edited: '(modifié)',
    pinned: '📌 épinglé',
    onlyYou: '👁 Visible seulement par vous',
    size: (kilobytes) => ` (${kilobytes.toLocaleString('fr-FR')} ko)`,
    seeThread: (replies) => `Voir le fil (${replies})`,
    answer: 'Répondre dans un fil',
    edit: 'Modifier',
    remove: 'Supprimer',
    hide: 'Masquer',
    reactions: 'Réactions',
    more: "Plus d'actions",
    react: (emoji) => `Réagir avec ${emoji}`,
    pin: 'Épingler',
    unpin: 'Désépingler',
    quote: 'Répondre',
    startThread: 'Ouvrir un fil',
    ofApp: (app) => `${app} :`,
  },
  blocks: {
    undescribed: 'Image sans description',
    table: 'Tableau',
    choose: 'Choisissez…',
    atMost: (name, most) => `${name || 'Choisissez'} (${most} au plus)`,
    spoiler: 'Passage masqué : montrer',
    homeEmpty: "L'application n'a encore rien montré ici.",
  },
  form: {
    close: 'Fermer sans envoyer',
    send: 'Envoyer',
    required: (label) => `${label} (obligatoire)`,
    attached: (files) => `Déjà joint : ${files}`,
    choose: 'Choisissez…',
  },
};
