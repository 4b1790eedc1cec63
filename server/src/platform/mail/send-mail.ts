import type { Context } from '../context.ts';
import type { Mail } from './mail.ts';

/** Sends a mail in the name of the context's company, once its transaction commits. In a sandbox that company's administrators can read it. */
export const sendMail = (ctx: Context, mail: Mail): void =>
  ctx.enqueue({ name: 'mail.send', data: { ...mail, companyId: ctx.companyId } });
