/** The clocks of the platforms differ a little from this one: what was said so soon after somebody pressed for their erasure counts as said before it. */
export const CLOCKS_DIFFER_MS = 10_000;
