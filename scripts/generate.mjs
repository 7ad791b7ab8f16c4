// Generates src/generated where it isn't up to date: the database client and the list of texts.
import './generate-texts.mjs';
import './generate-client.mjs';
