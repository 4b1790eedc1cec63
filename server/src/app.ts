import type { FastifyInstance } from 'fastify';
import { facades } from './api/register.ts';
import type { Program } from './context.ts';
import type { SandboxControls } from './modules/sandbox/index.ts';
import { createServer } from './platform/http/server.ts';
import type { Actor } from './platform/actor.ts';
import type { Site } from './platform/http/site.ts';

type Authenticate = (authorization: string | undefined, site: Site) => Promise<Actor>;

/** The HTTP application of a program; not yet listening. */
export async function createApp(
  program: Program,
  options: {
    checkAnswers?: boolean;
    /** What moves the sandbox, where this process can. */
    controls?: SandboxControls | undefined;
    /** Stands around the program's own: tests let some callers act without a token. */
    authenticate?: (own: Authenticate) => Authenticate;
  } = {},
): Promise<FastifyInstance> {
  const { config, modules, unitOfWork, clock, sites, log } = program;
  const own: Authenticate = (authorization) => modules.oauth.authenticate(unitOfWork, clock, authorization);
  const app: FastifyInstance = await createServer({
    facades: facades(program, {
      controls: options.controls,
      callAgain: async ({ method, url, headers, body }) => {
        const request = { method: method as 'GET', url, headers, ...(body === undefined ? {} : { payload: body }) };
        return (await app.inject(request)).statusCode;
      },
    }),
    log,
    limits: config.limits,
    bodyLimit: config.bodyLimit,
    trustProxy: config.trustProxy,
    onAnswered: (operation, status, seconds) => program.metrics.answered(operation, status, seconds),
    services: {
      unitOfWork,
      clock,
      sites,
      recorder: program.recorder,
      findFault: config.sandbox ? modules.faults.finder(unitOfWork) : undefined,
      checkAnswers: options.checkAnswers ?? false,
      authenticate: options.authenticate?.(own) ?? own,
    },
  });
  return app;
}
