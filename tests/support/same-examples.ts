import fc from 'fast-check';

// Properties try the same examples each time, so that a test that passes today passes tomorrow; a seed tries others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 2008) });
