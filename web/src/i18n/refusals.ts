import { CallRefused, ConnectionLost } from '../api/errors.ts';
import { core } from './messages/en/core.ts';
import type { MessageId } from './messages/en.ts';
import { useText } from './language.tsx';

const idOf = (code: string): MessageId | undefined => {
  const id = `refusal.${code}`;
  return id in core ? (id as MessageId) : undefined;
};

/** Why something failed, in words: ours where there are some for the code, else the server's. */
export function useReason(): (error: unknown) => string {
  const text = useText();
  return (error) => {
    if (error instanceof ConnectionLost) return text('refusal.lost');
    if (!(error instanceof CallRefused)) return text('refusal.unknown');
    const id = idOf(error.code);
    if (!id) return error.message;
    const roles = error.refusal.facts?.['anyOf'];
    return text(id, { roles: Array.isArray(roles) ? roles.join(', ') : '' });
  };
}
