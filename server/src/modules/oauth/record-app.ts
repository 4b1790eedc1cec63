import type { Context } from '../../platform/context.ts';
import { PLATFORM } from '../../platform/events/audit.ts';
import type { App } from './app.ts';

/** Writes what was done to an app into its owner's audit trail, or the platform's for a partner's app. */
export function recordApp(ctx: Context, app: App, action: string, details: Readonly<Record<string, unknown>> = {}): void {
  ctx.record({ subjectKind: 'app', subjectId: app.id, action, details, companyId: app.ownerCompanyId ?? PLATFORM });
}
