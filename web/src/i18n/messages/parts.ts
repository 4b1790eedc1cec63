import { core } from './en/core.ts';

/** The words of each part of the application in each language; a part comes with the pages that speak it. */
export const PARTS = {
  en: {
    audit: async () => (await import('./en/audit.ts')).audit,
    center: async () => (await import('./en/center.ts')).center,
    company: async () => (await import('./en/company.ts')).company,
    closed: async () => (await import('./en/closed.ts')).closed,
    // In the first script.
    core: () => Promise.resolve(core),
    developer: async () => (await import('./en/developer.ts')).developer,
    entry: async () => (await import('./en/entry.ts')).entry,
    listing: async () => (await import('./en/listing.ts')).listing,
    reference: async () => (await import('./en/reference.ts')).reference,
    refusals: async () => (await import('./en/refusals.ts')).refusals,
    requests: async () => (await import('./en/requests.ts')).requests,
    sandbox: async () => (await import('./en/sandbox.ts')).sandbox,
    trail: async () => (await import('./en/trail.ts')).trail,
  },
  de: {
    audit: async () => (await import('./de/audit.ts')).audit,
    center: async () => (await import('./de/center.ts')).center,
    company: async () => (await import('./de/company.ts')).company,
    closed: async () => (await import('./de/closed.ts')).closed,
    core: async () => (await import('./de/core.ts')).core,
    developer: async () => (await import('./de/developer.ts')).developer,
    entry: async () => (await import('./de/entry.ts')).entry,
    listing: async () => (await import('./de/listing.ts')).listing,
    reference: async () => (await import('./de/reference.ts')).reference,
    refusals: async () => (await import('./de/refusals.ts')).refusals,
    requests: async () => (await import('./de/requests.ts')).requests,
    sandbox: async () => (await import('./de/sandbox.ts')).sandbox,
    trail: async () => (await import('./de/trail.ts')).trail,
  },
} as const;

export type Part = keyof (typeof PARTS)['en'];
