import type { UploadedFile } from '../local-platform.ts';

const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 80" role="img" aria-label="Mois de l'ESS">
  <rect width="240" height="80" rx="12" fill="#0b6151"/>
  <path d="M20 54c14-40 24 20 38-14s20-6 22-16" fill="none" stroke="#f2b134" stroke-width="7" stroke-linecap="round"/>
  <text x="92" y="48" textLength="134" lengthAdjust="spacingAndGlyphs" font-family="sans-serif" font-size="22" font-weight="bold" fill="#fff">Mois de l'ESS</text>
</svg>
`;

const pressRelease = `Le Mois de l'économie sociale et solidaire, en Picardie

Tout au long du mois de novembre, des structures de l'Aisne, de l'Oise et de la Somme ouvrent leurs portes : ateliers, débats,
visites, repas partagés. L'entrée est libre, sauf mention contraire.

Contact presse : presse@example.org
`;

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The communication kit of the trial: files that open anywhere, and nobody's but the trial's. */
export const kit = {
  news: 'Le logo, et un communiqué à compléter avec vos dates.',
  files: [
    { name: 'logo-mois-ess.svg', type: 'image/svg+xml', bytes: encoded(logo) },
    { name: 'communique-de-presse.txt', type: 'text/plain', bytes: encoded(pressRelease) },
  ],
} as const satisfies { readonly news: string; readonly files: readonly UploadedFile[] };
