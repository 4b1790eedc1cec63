import { queryOptions } from '@tanstack/react-query';
import { CallRefused, ConnectionLost } from '../../api/errors.ts';
import { connection } from '../../api/connection.ts';
import { operationsIn, type ApiOperation, type Document, type Schema } from './operations.ts';

export interface Reference {
  readonly operations: readonly ApiOperation[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** Every public operation, from the document that programs read too. */
export const referenceQuery = queryOptions({
  queryKey: ['openapi'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }): Promise<Reference> => {
    const answer = await fetch('/openapi.json', { signal, credentials: 'omit' }).catch(() => {
      if (!signal.aborted) connection.lost();
      throw new ConnectionLost();
    });
    if (!answer.ok) throw new CallRefused(answer.status, { errorMessage: answer.statusText });
    const document = (await answer.json()) as Document;
    return { operations: operationsIn(document), schemas: document.components.schemas };
  },
});
