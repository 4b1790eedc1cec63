import { basename } from 'node:path';
import { createIntl } from 'react-intl';
import type { Plugin } from 'vite';

const { formatters } = createIntl({ locale: 'en' });
const WORDS = /\/i18n\/messages\/\w\w\/[\w-]+\.ts$/;

/**
 * Reads the words of a part when the application is built, so that no browser has to: plain ones stay text, those with something to
 * fill in become what their parser would make of them. The parser itself is left out.
 */
export function wordsPlugin(): Plugin {
  return {
    name: 'words',
    config: () => ({
      resolve: {
        alias: [
          { find: /^@formatjs\/icu-messageformat-parser$/, replacement: '@formatjs/icu-messageformat-parser/no-parser.js' },
        ],
      },
    }),
    async load(id) {
      if (!WORDS.test(id)) return null;
      const name = basename(id, '.ts');
      const words = ((await import(id)) as Record<string, Record<string, string>>)[name];
      if (!words) throw new Error(`${id} has no words by the name of ${name}`);
      return `export const ${name} = ${JSON.stringify(Object.fromEntries(Object.entries(words).map(([key, text]) => [key, read(text)])))};`;
    },
  };
}

function read(text: string): unknown {
  const message = formatters.getMessageFormat(text, 'en');
  return /[{<]/.test(text) ? message.getAst() : message.format();
}
