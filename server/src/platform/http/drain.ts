import type { FastifyInstance } from 'fastify';

const AGAIN_MS = 50;

/**
 * Lets a server that is told to stop end as soon as its last answer is out. By itself it would wait for connections that hold no
 * request: those a browser opened ahead, and those that a client keeps for its next call.
 */
export function endConnectionsWhenDone(app: FastifyInstance): void {
  const { server } = app;
  let answering = 0;
  server.on('request', (_request, response) => {
    answering += 1;
    response.once('close', () => (answering -= 1));
  });
  app.addHook('preClose', async () => {
    const timer = setInterval(() => {
      if (answering === 0) server.closeAllConnections();
    }, AGAIN_MS);
    server.once('close', () => clearInterval(timer));
    if (!server.listening) clearInterval(timer);
  });
}
