import fc from 'fast-check';

// What is right today is right tomorrow: properties try the same examples each time, others only when asked to.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 2008) });
