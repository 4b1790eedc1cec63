import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import { beforeRefusals } from '../api/client.ts';
import { CallRefused, ConnectionLost, type Flaw } from '../api/errors.ts';
import { useText } from './language.tsx';
import type { MessageId } from './messages/en.ts';
import { book } from './words.ts';

// A page that is refused nothing needs no words for it. Where they cannot be brought, the sentences of the frame must do.
beforeRefusals(() => book.want('refusals').catch(() => undefined));

/** The word of this name, where there is one and it is here. */
function useWord(): (id: string) => MessageId | undefined {
  const { messages } = useIntl();
  return useCallback((id) => (id in messages ? (id as MessageId) : undefined), [messages]);
}

/** Why something failed, in words of the reader's language, whatever the server says. */
export function useReason(): (error: unknown) => string {
  const text = useText();
  const word = useWord();
  return (error) => {
    if (error instanceof ConnectionLost) return text('refusal.lost');
    if (!(error instanceof CallRefused)) return text('refusal.unknown');
    const id = word(`refusal.${error.code}`);
    if (!id) return text('refusal.other', { code: error.code || String(error.status) });
    const roles = error.refusal.facts?.['anyOf'];
    return text(id, { roles: Array.isArray(roles) ? roles.join(', ') : '' });
  };
}

/** The same where there are no fields to show what is wrong at: the one thing, if it is one. */
export function useWhy(): (error: unknown) => string {
  const reason = useReason();
  const sentence = useFlaw();
  return (error) => {
    const [flaw, ...more] = (error instanceof CallRefused && error.refusal.validationErrors) || [];
    return flaw && more.length === 0 && flaw.rule !== 'wrong' ? sentence(flaw) : reason(error);
  };
}

/** What is wrong with a field, in words of the reader's language. */
export function useFlaw(): (flaw: Flaw) => string {
  const text = useText();
  const word = useWord();
  return ({ rule, facts }) => {
    const id = word(`field.${rule}`) ?? word('field.wrong');
    return id ? text(id, facts) : text('refusal.other', { code: rule });
  };
}
