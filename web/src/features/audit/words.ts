import type { MessageId } from '../../i18n/messages/en.ts';
import { trail } from '../../i18n/messages/en/trail.ts';

const known = (prefix: string): string[] =>
  Object.keys(trail).flatMap((id) => (id.startsWith(prefix) ? [id.slice(prefix.length)] : []));

/** What the trail speaks of, and what is done to it. */
export const KINDS: readonly string[] = known('audit.kind.');
export const ACTIONS: readonly string[] = known('audit.action.');

/** A word of the trail in the words of people; one that has none yet, with spaces. */
export function wordOf(text: (id: MessageId) => string, list: 'kind' | 'action', word: string): string {
  const id = `audit.${list}.${word}`;
  return id in trail ? text(id as MessageId) : word.replaceAll('-', ' ');
}
