import { notifications } from '@mantine/notifications';
import { useText } from '../i18n/language.tsx';
import { useReason } from '../i18n/refusals.ts';
import type { MessageId } from '../i18n/messages/en.ts';

/** Short news about what was done, or why it was not. */
export function useSay(): { done: (id: MessageId) => void; failed: (error: unknown) => void } {
  const text = useText();
  const reason = useReason();
  const closeButtonProps = { 'aria-label': text('app.close') };
  return {
    done: (id) => void notifications.show({ message: text(id), color: 'spruce', closeButtonProps }),
    failed: (error) =>
      void notifications.show({ message: reason(error), color: 'red', autoClose: 10_000, role: 'alert', closeButtonProps }),
  };
}
