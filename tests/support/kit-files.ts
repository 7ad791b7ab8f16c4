/** The files a coordinator adds to a kit: a picture and a document. */
export const logo = {
  name: 'logo.png',
  type: 'image/png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
export const press = { name: 'dossier.txt', type: 'text/plain', bytes: Buffer.from('Le Mois de l’ESS') };
