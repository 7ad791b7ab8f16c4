import type { Locale } from '../../texts/index.ts';

/**
 * The people of the trial's regions. Everyone and every organisation is invented; only the communes exist, so that the
 * bot recognises them.
 */
export const region = { name: 'Picardie', departments: ['02', '60', '80'] } as const;

/** A second region, with a server of its own and no Slack: what is said in one isn't seen in the other. */
export const neighbour = {
  name: 'Normandie',
  departments: ['14', '27', '50', '61', '76'],
  server: 'ESS Normandie',
} as const;

interface Townsperson {
  readonly platform: 'slack' | 'discord';
  /** The name shown on the screens, which tells the organisation they represent. */
  readonly name: string;
  /** A sentence that introduces them. */
  readonly about: Readonly<Record<Locale, string>>;
  /** The language in which they have their Slack or Discord; French unless it says so. */
  readonly locale?: 'en';
  readonly coordinator?: true;
  /** The department whose delegate they are. */
  readonly delegate?: string;
  /** Whether they are in the server of the second region: in no other, or in the first one's too. */
  readonly neighbour?: 'only' | 'too';
}

export const townspeople = {
  ada: {
    platform: 'slack',
    name: 'Ada (Les Jardins partagés)',
    about: {
      fr: 'Organise, à Beauvais, les portes ouvertes des jardins.',
      en: "Organises the gardens' open day, in Beauvais.",
    },
  },
  bruno: {
    platform: 'slack',
    name: "Bruno (L'Atelier du pignon)",
    about: { fr: 'Répare des vélos dans un atelier, à Soissons.', en: 'Repairs bicycles in a workshop, in Soissons.' },
  },
  camille: {
    platform: 'slack',
    name: 'Camille (coordination)',
    about: {
      fr: 'Coordonne le Mois à la CRESS, sur Slack.',
      en: 'Coordinates the Month at the chamber (CRESS), on Slack.',
    },
    coordinator: true,
  },
  malik: {
    platform: 'slack',
    name: "Malik (délégué de l'Oise)",
    about: {
      fr: "Suit les structures de l'Oise pour la CRESS.",
      en: 'Looks after the organisations of the Oise for the chamber (CRESS).',
    },
    delegate: 'Oise',
  },
  nour: {
    platform: 'slack',
    name: 'Nour (vient de rejoindre)',
    about: { fr: "Vient d'arriver, sans structure encore.", en: 'Has just arrived, without an organisation yet.' },
  },
  emily: {
    platform: 'slack',
    name: 'Emily (just joined)',
    about: {
      fr: "Vient d'arriver. Son Slack est en anglais, et le bot lui répond en anglais.",
      en: 'Has just arrived. Her Slack is in English, and the bot answers her in English.',
    },
    locale: 'en',
  },
  ines: {
    platform: 'discord',
    name: 'Inès (La Ressourcerie imaginaire)',
    about: { fr: 'Donne une seconde vie aux objets, à Amiens.', en: 'Gives things a second life, in Amiens.' },
  },
  joris: {
    platform: 'discord',
    name: 'Joris (Le Café des voisins)',
    about: { fr: 'Tient un café associatif à Laon.', en: 'Runs a community café in Laon.' },
  },
  driss: {
    platform: 'discord',
    name: 'Driss (coordination)',
    about: {
      fr: 'Coordonne le Mois à la CRESS, sur Discord.',
      en: 'Coordinates the Month at the chamber (CRESS), on Discord.',
    },
    coordinator: true,
  },
  sacha: {
    platform: 'discord',
    name: 'Sacha (vient de rejoindre)',
    about: { fr: "Vient d'arriver, sans structure encore.", en: 'Has just arrived, without an organisation yet.' },
  },
  tom: {
    platform: 'discord',
    name: 'Tom (just joined)',
    about: {
      fr: "Vient d'arriver. Son Discord est en anglais, et le bot lui répond en anglais.",
      en: 'Has just arrived. His Discord is in English, and the bot answers him in English.',
    },
    locale: 'en',
  },
  lou: {
    platform: 'discord',
    name: 'Lou (Le Bibliobus du Bray)',
    about: {
      fr: 'Circule entre la Picardie et la Normandie, sur leurs deux serveurs.',
      en: 'Travels between Picardie and Normandie, on the servers of both.',
    },
    neighbour: 'too',
  },
  elise: {
    platform: 'discord',
    name: 'Élise (coordination, Normandie)',
    about: {
      fr: 'Coordonne le Mois en Normandie, la région voisine.',
      en: 'Coordinates the Month in Normandie, the region next to it.',
    },
    coordinator: true,
    neighbour: 'only',
  },
  marin: {
    platform: 'discord',
    name: 'Marin (La Halle aux grains)',
    about: { fr: 'Organise, à Rouen, un marché de producteurs.', en: "Organises a farmers' market, in Rouen." },
    neighbour: 'only',
  },
} as const satisfies Readonly<Record<string, Townsperson>>;

export type TownspersonId = keyof typeof townspeople;

export const organisations: readonly { readonly by: TownspersonId; readonly name: string; readonly town: string }[] = [
  { by: 'ada', name: 'Les Jardins partagés', town: 'Beauvais' },
  { by: 'ines', name: 'La Ressourcerie imaginaire', town: 'Amiens' },
  { by: 'bruno', name: "L'Atelier du pignon", town: 'Soissons' },
  { by: 'joris', name: 'Le Café des voisins', town: 'Laon' },
  { by: 'lou', name: 'Le Bibliobus du Bray', town: 'Gerberoy' },
];

/** The organisations of the second region. Lou's is in both. */
export const neighbours: typeof organisations = [
  { by: 'marin', name: 'La Halle aux grains', town: 'Rouen' },
  { by: 'lou', name: 'Le Bibliobus du Bray', town: 'Gournay-en-Bray' },
];

export interface ProposedEvent {
  readonly by: TownspersonId;
  readonly title: string;
  /** The nth such weekday in November, and the hours. */
  readonly on: { readonly nth: number; readonly weekday: 'mercredi' | 'jeudi' | 'samedi'; readonly hours: string };
  readonly where: string;
  readonly sentence: string;
  readonly contact: string;
  /** The coordinator who sees the proposal. */
  readonly seenBy: TownspersonId;
  /** Whether they accept it; otherwise it still waits. */
  readonly accepted: boolean;
}

export const events: readonly ProposedEvent[] = [
  {
    by: 'ada',
    title: 'Portes ouvertes aux Jardins partagés',
    on: { nth: 2, weekday: 'samedi', hours: 'de 10h à 17h' },
    where: 'Les Jardins partagés, Beauvais',
    sentence: 'Visite des parcelles, troc de graines et soupe du jour.',
    contact: 'jardins@example.org',
    ...{ seenBy: 'camille', accepted: true },
  },
  {
    by: 'ines',
    title: 'Réparer plutôt que jeter',
    on: { nth: 3, weekday: 'mercredi', hours: 'de 14h à 18h' },
    where: 'La Ressourcerie imaginaire, Amiens',
    sentence: 'Apportez ce qui ne marche plus, on le répare ensemble.',
    contact: 'ressourcerie@example.org',
    ...{ seenBy: 'driss', accepted: true },
  },
  {
    by: 'joris',
    title: "Café-débat : à quoi sert l'ESS ?",
    on: { nth: 3, weekday: 'jeudi', hours: 'à 18h30' },
    where: 'Le Café des voisins, Laon',
    sentence: 'Une heure pour comprendre, une heure pour discuter.',
    contact: 'cafe@example.org',
    ...{ seenBy: 'driss', accepted: false },
  },
];

export const neighboursEvent: ProposedEvent = {
  by: 'marin',
  title: 'Le marché de la halle',
  on: { nth: 2, weekday: 'samedi', hours: 'de 9h à 13h' },
  where: 'La Halle aux grains, Rouen',
  sentence: 'Ceux qui cultivent et ceux qui cuisinent se rencontrent.',
  contact: 'halle@example.org',
  ...{ seenBy: 'elise', accepted: true },
};

export const meeting = {
  title: 'Préparer le Mois ensemble',
  hours: 'de 18h à 19h30',
  place: 'En visioconférence',
  agenda: 'Le programme, les affiches, qui fait quoi.',
};

/** The first word in the year-round channel, which is one conversation on both platforms: it is read on the other one too. */
export const firstWord = {
  by: 'ines',
  words:
    'Bonjour ! Qui peut nous prêter une sono en novembre ? Écrivez ici : depuis Slack ou Discord, tout le monde vous lit.',
} as const satisfies { readonly by: TownspersonId; readonly words: string };

export const edition = { message: "L'ESS, tout près de chez vous", theme: 'Alimentation et circuits courts' };

export const neighboursMessage = "L'ESS, d'une rive à l'autre";
