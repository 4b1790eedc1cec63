import { core } from './messages/en/core.ts';
import type { Messages } from './messages/en.ts';
import { PARTS, type Part } from './messages/parts.ts';

export type Language = keyof typeof PARTS;
/** The words that are here so far. */
export type Words = Partial<Messages>;

/** The words of one language, which become more as parts of the application are opened. */
interface Volume {
  readonly language: Language;
  readonly words: Words;
  readonly here: Set<Part>;
}

// English words of the frame are in the first script.
const begin = (language: Language): Volume =>
  language === 'en' ? { language, words: { ...core }, here: new Set(['core']) } : { language, words: {}, here: new Set() };

/** What is said, in the language that was chosen last. */
class Book {
  readonly #wanted = new Set<Part>(['core']);
  #volume = begin('en');

  /** Resolves once the words of these parts can be said. */
  async want(...parts: readonly Part[]): Promise<void> {
    for (const part of parts) this.#wanted.add(part);
    let filled: Volume;
    do {
      filled = this.#volume;
      await this.#fill(filled);
    } while (filled !== this.#volume);
  }

  /** From now on another language; all that is wanted of it is there when this resolves. */
  async speak(language: Language): Promise<Words> {
    this.#volume = begin(language);
    const { words } = this.#volume;
    await this.#fill(this.#volume);
    return words;
  }

  /** Again and again, since more may be wanted while some is on its way. */
  async #fill({ language, words, here }: Volume): Promise<void> {
    const missing = (): Part[] => [...this.#wanted].filter((part) => !here.has(part));
    for (let parts = missing(); parts.length > 0; parts = missing())
      await Promise.all(
        parts.map(async (part) => {
          Object.assign(words, await PARTS[language][part]());
          here.add(part);
        }),
      );
  }
}

export const book = new Book();

/** A script and the words that it says, together. */
export const withWords =
  <T>(load: () => Promise<T>, ...parts: readonly Part[]) =>
  async (): Promise<T> =>
    (await Promise.all([load(), book.want(...parts)]))[0];
