import type { Placed } from './guide.ts';
import { csharp } from './render/csharp.ts';
import { curl } from './render/curl.ts';
import { java } from './render/java.ts';
import { python } from './render/python.ts';
import { typescript } from './render/typescript.ts';

/** The languages of the snippets, each with how it writes a step. */
export const LANGUAGES = [
  { code: 'curl', name: 'curl', render: curl },
  { code: 'typescript', name: 'TypeScript', render: typescript },
  { code: 'python', name: 'Python', render: python },
  { code: 'java', name: 'Java', render: java },
  { code: 'csharp', name: 'C#', render: csharp },
] as const satisfies readonly { code: string; name: string; render: (placed: Placed) => string }[];
