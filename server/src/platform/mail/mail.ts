import { createTransport, type Transporter } from 'nodemailer';
import type { UnitOfWork } from '../context.ts';
import type { JobDefinition } from '../jobs/jobs.ts';
import type { Mailbox } from './mailbox.ts';

/** What a use case enqueues as the data of `mail.send`. */
export interface Mail {
  readonly to: string | readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** In whose name it is sent. */
  readonly companyId?: string;
}

export interface MailSender {
  readonly job: JobDefinition;
  close(): void;
}

/**
 * Sends the mail that use cases enqueue: over the server at `url` (smtp:// or smtps://, with user and password in it where
 * needed), or into the mailbox when there is none.
 */
export function createMail(options: {
  url: string | undefined;
  from: string;
  mailbox: Mailbox;
  unitOfWork: UnitOfWork;
}): MailSender {
  const { url, from, mailbox, unitOfWork } = options;
  const transport: Transporter | undefined = url === undefined ? undefined : createTransport(url);
  return {
    job: {
      name: 'mail.send',
      timeLimitSeconds: 120,
      concurrency: 2,
      run: async (job) => {
        const mail = readMail(job.data);
        if (!transport) {
          const caller = { actor: { kind: 'system' }, correlationId: job.id } as const;
          return unitOfWork.write(caller, (ctx) => mailbox.keep(ctx, job.id, mail));
        }
        await transport.sendMail({
          from,
          to: [mail.to].flat(),
          subject: mail.subject,
          text: mail.text,
          ...(mail.html ? { html: mail.html } : {}),
          // The same on every attempt, so that a receiver can drop what a lost answer made us send twice.
          messageId: `<${job.id}@perdiem>`,
        });
      },
    },
    close: () => transport?.close(),
  };
}

function readMail(data: Record<string, unknown>): Mail {
  const { to, subject, text, html, companyId } = data;
  const recipients = [to].flat();
  const named = recipients.length > 0 && recipients.every((one): one is string => typeof one === 'string' && one.includes('@'));
  if (!named || typeof subject !== 'string' || typeof text !== 'string')
    throw new TypeError('A mail needs `to`, `subject` and `text`');
  const given = { ...(typeof html === 'string' ? { html } : {}), ...(typeof companyId === 'string' ? { companyId } : {}) };
  return { to: recipients, subject, text, ...given };
}
