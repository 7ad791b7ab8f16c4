/**
 * The steps of the tour, whose words are in `words/`: where it leads (as whom, on which platform, where, and what is typed there beforehand), and what ticks
 * the step off (all that stands in `done`: who does it, what they do, and the words of the message that they press or read). What is
 * `early` can't be done any more once the meeting has passed. `where` is a channel's name, or 'bot' for the conversation with the app. What stands in
 * messages and on their buttons is French, as all of these people have their Slack or Discord.
 */
export const steps = [
  {
    leads: [{ platform: 'slack', name: 'Bruno', where: 'bot', types: '/evenement proposer' }],
    done: { by: 'Bruno', kind: 'press', label: 'Proposer' },
    early: true,
  },
  {
    leads: [{ platform: 'discord', name: 'Driss', where: 'coordination' }],
    done: { by: 'Driss', kind: 'press', label: 'Accepter', words: "L'Atelier du pignon" },
    early: true,
  },
  {
    leads: [{ platform: 'slack', name: 'Bruno', where: 'bot' }],
    done: { by: 'Bruno', kind: 'press', label: "J'ai bien reçu le kit" },
    early: true,
  },
  {
    leads: [{ platform: 'discord', name: 'Joris', where: 'annonces' }],
    done: { by: 'Joris', kind: 'press', label: 'Je viens' },
    early: true,
  },
  {
    leads: [
      { platform: 'slack', name: 'Camille', where: 'coordination' },
      { platform: 'slack', name: 'Ada', where: 'bot' },
    ],
    done: { by: 'Ada', kind: 'read', words: 'réponse complète' },
  },
  {
    leads: [{ platform: 'slack', name: 'Camille', where: 'bot', types: '/bilan apercu' }],
    done: { by: 'Camille', kind: 'read', words: 'Aperçu du bilan' },
  },
];
