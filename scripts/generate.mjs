// Generates src/generated where it isn't up to date: the list of texts, the database client and the list of personal columns.
import './generate-texts.mjs';
import './generate-client.mjs';
import './generate-personal.mjs';
