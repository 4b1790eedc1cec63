import type { FastifyInstance } from 'fastify';
import { facades } from './api/register.ts';
import type { Program } from './context.ts';
import { createServer } from './platform/http/server.ts';

/** The HTTP application of a program; not yet listening. */
export async function createApp(program: Program, options: { checkAnswers?: boolean } = {}): Promise<FastifyInstance> {
  const { config, modules, unitOfWork, clock, sites, log } = program;
  return createServer({
    facades: facades(program),
    log,
    limits: config.limits,
    bodyLimit: config.bodyLimit,
    trustProxy: config.trustProxy,
    onAnswered: (operation, status, seconds) => program.metrics.answered(operation, status, seconds),
    services: {
      unitOfWork,
      clock,
      sites,
      checkAnswers: options.checkAnswers ?? false,
      authenticate: (authorization) => modules.oauth.authenticate(unitOfWork, clock, authorization),
    },
  });
}
