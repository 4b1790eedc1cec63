import { useText } from '../i18n/language.tsx';
import { useWhy } from '../i18n/refusals.ts';
import type { MessageId } from '../i18n/messages/en.ts';
import { whenAsked } from './when-asked.tsx';

const load = () => import('./news.tsx');
const news = whenAsked(load);

export const NewsWhenThereAreSome = news.Place;

/** Short news about what was done, or why it was not. */
export function useSay(): { done: (id: MessageId) => void; failed: (error: unknown) => void } {
  const text = useText();
  const why = useWhy();
  const say = (message: string, look: { color: string; autoClose?: number; role?: string }): void => {
    news.ask();
    void load().then(({ show }) => show({ message, closeButtonProps: { 'aria-label': text('app.close') }, ...look }));
  };
  return {
    done: (id) => say(text(id), { color: 'spruce' }),
    failed: (error) => say(why(error), { color: 'red', autoClose: 10_000, role: 'alert' }),
  };
}
