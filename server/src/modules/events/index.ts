import type { Context } from '../../platform/context.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import type { OAuth } from '../oauth/index.ts';
import { selectEvents, selectTypes, type EventFilter, type RecordedEvent } from './event-queries.ts';

export type { EventFilter, RecordedEvent } from './event-queries.ts';

interface EventDeps {
  readonly oauth: Pick<OAuth, 'assertManagesApps'>;
}

/** What happened in a company, as programs will be told of it. Events are recorded with the change itself: see platform/events/outbox.ts. */
export function createEvents({ oauth }: EventDeps) {
  return {
    /** The latest first; `next` leads on. @throws RoleMissing */
    listEvents: async (
      ctx: Context,
      filter: EventFilter,
      page: { readonly before?: string | undefined; readonly limit: number },
    ): Promise<{ events: RecordedEvent[]; next: string | undefined }> => {
      await oauth.assertManagesApps(ctx);
      const before = page.before === undefined ? undefined : parseUuid(page.before);
      const found = await selectEvents(ctx.tx, ctx.companyId, filter, { before, limit: page.limit + 1 });
      const events = found.slice(0, page.limit);
      return { events, next: found.length > page.limit ? events.at(-1)?.id : undefined };
    },
    /** The types that the company's events have. @throws RoleMissing */
    eventTypes: async (ctx: Context): Promise<string[]> => {
      await oauth.assertManagesApps(ctx);
      return selectTypes(ctx.tx, ctx.companyId);
    },
  };
}

export type Events = ReturnType<typeof createEvents>;
