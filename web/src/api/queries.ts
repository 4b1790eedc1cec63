import {
  notifyManager,
  QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
  useSuspenseQuery,
  type UseMutationResult,
} from '@tanstack/react-query';
import { call, onSessionEnded, readSession, type AnswerOf, type Given, type Operation } from './client.ts';
import { connection } from './connection.ts';
import { ConnectionLost } from './errors.ts';

export type Session = AnswerOf<'GET /web/session'>;
export type SignedIn = NonNullable<Session['signedIn']>;

// What begins shows before the next event is handled: a button that works is shut before a second press reaches it.
notifyManager.setScheduler(queueMicrotask);

export const queryClient = new QueryClient({
  defaultOptions: {
    // What fails is told at once; what was lost with the connection comes back with it.
    queries: { staleTime: 10_000, retry: false, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: readSession, staleTime: 60_000 });

onSessionEnded(() => {
  const known = queryClient.getQueryData<Session>(sessionQuery.queryKey);
  if (known?.signedIn) void refreshSession();
});
connection.onBack(() => void queryClient.invalidateQueries());

/** Asks who is signed in as early as can be; whoever needs to know waits for the same answer. */
export const askWhoIsSignedIn = (): void => void queryClient.prefetchQuery(sessionQuery);

/** Whose pages are shown, as far as this window knows. */
export const knownUserId = (): string | undefined => queryClient.getQueryData<Session>(sessionQuery.queryKey)?.signedIn?.userId;

export const useSession = (): Session => useSuspenseQuery(sessionQuery).data;

/** Somebody is signed in: the shell shows nothing else to others. */
export function useSignedIn(): SignedIn {
  const { signedIn } = useSession();
  if (!signedIn) throw new Error('Nobody is signed in');
  return signedIn;
}

/** Reads anew who is signed in; somebody else, or nobody, starts with nothing kept of the one before. */
export async function refreshSession(): Promise<Session> {
  const before = queryClient.getQueryData<Session>(sessionQuery.queryKey)?.signedIn?.userId;
  const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
  if (before !== undefined && session.signedIn?.userId !== before)
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  return session;
}

type Readable = Extract<Operation, `GET ${string}`>;

/** A reading operation as a query; its key begins with the operation. */
export const reading = <K extends Readable>(operation: K, given: Given<K>) =>
  queryOptions({
    queryKey: [operation, given ?? null],
    queryFn: ({ signal }): Promise<AnswerOf<K>> => call(operation, given, signal),
    retry: (count, error) => error instanceof ConnectionLost && count < 1,
  });

/** A changing operation; afterwards everything that begins with one of these is read anew. */
export function useChange<K extends Exclude<Operation, Readable>>(
  operation: K,
  stale: readonly Readable[],
): UseMutationResult<AnswerOf<K>, Error, Given<K>> {
  const client = useQueryClient();
  return useMutation<AnswerOf<K>, Error, Given<K>>({
    mutationFn: (given) => call(operation, given),
    onSuccess: async () => {
      await Promise.all(stale.map((one) => client.invalidateQueries({ queryKey: [one] })));
    },
  });
}
