import assert from 'node:assert/strict';
import type { Client, Json, Reply } from './client.ts';

/** `days` before today, which the sandbox has rates of exchange for. */
export const recentDay = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

export type Action = 'submit' | 'recall' | 'approve' | 'sendBack';

/** The traveler's reports in v4: what every suite of reports needs before it can ask its own questions. */
export class Desk {
  readonly #client: () => Client;
  #policyId: string | undefined;

  constructor(client: () => Client) {
    this.#client = client;
  }

  get client(): Client {
    return this.#client();
  }

  /** Path of a user's own resources in a context. */
  path(key: string, context: string): string {
    return `/expensereports/v4/users/${this.client.user(key).id}/context/${context}`;
  }

  own(reportId = ''): string {
    return `${this.path('traveler', 'TRAVELER')}/reports${reportId && `/${reportId}`}`;
  }

  short(reportId: string): string {
    return `/expensereports/v4/reports/${reportId}`;
  }

  /** A call with the traveler's token, or that of the user or `company` of `by`. */
  async call(
    method: string,
    path: string,
    options: { by?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Reply> {
    const { by = 'traveler', ...rest } = options;
    const token = by === 'company' ? await this.client.asCompany() : await this.client.as(by);
    return this.client.call(method, path, { token, ...rest });
  }

  async policyId(): Promise<string> {
    if (this.#policyId === undefined) {
      const list = await this.call('GET', `${this.own()}?size=1`);
      assert.equal(list.status, 200, list.text);
      this.#policyId = String(list.json['content']?.[0]?.['policyId']);
    }
    return this.#policyId;
  }

  /** Id of a new, empty report. */
  async newReport(name: string, more: Record<string, unknown> = {}): Promise<string> {
    const made = await this.call('POST', this.own(), { body: { name, policyId: await this.policyId(), ...more } });
    assert.equal(made.status, 201, made.text);
    return String(made.json['uri']).split('/').at(-1) ?? '';
  }

  /** Id of a new expense: a taxi in dollars unless `more` says otherwise. */
  async addExpense(reportId: string, value: number, more: Record<string, unknown> = {}): Promise<string> {
    const made = await this.call('POST', `${this.own(reportId)}/expenses`, {
      body: {
        expenseType: { id: 'TAXIX' },
        transactionDate: recentDay(10),
        transactionAmount: { value, currencyCode: 'USD' },
        paymentType: { id: 'CASH' },
        vendor: { description: 'City cabs' },
        ...more,
      },
    });
    assert.equal(made.status, 201, made.text);
    return String(made.json['uri']).split('/').at(-1) ?? '';
  }

  async read(reportId: string): Promise<Json> {
    const reply = await this.call('GET', this.own(reportId));
    assert.equal(reply.status, 200, reply.text);
    return reply.json;
  }

  /** Approval status of a report. */
  async status(reportId: string): Promise<string> {
    return String((await this.read(reportId))['approvalStatusId']);
  }

  submit(reportId: string, by = 'traveler'): Promise<Reply> {
    const path = `/expensereports/v4/users/${this.client.user('traveler').id}/reports/${reportId}/submit`;
    return this.call('PATCH', path, { by });
  }

  recall(reportId: string): Promise<Reply> {
    return this.call('PATCH', `${this.own(reportId)}/recall`, { body: {} });
  }

  /** An approver's action at the current step. */
  act(key: string, reportId: string, action: 'approve' | 'sendBack', body: unknown = {}): Promise<Reply> {
    return this.call('PATCH', `${this.path(key, 'MANAGER')}/reports/${reportId}/${action}`, { by: key, body });
  }

  /** A report with one expense that waits for the manager. */
  async submitted(name: string): Promise<string> {
    const id = await this.newReport(name);
    await this.addExpense(id, 20);
    const sent = await this.submit(id);
    assert.equal(sent.status, 204, sent.text);
    return id;
  }

  async approved(name: string): Promise<string> {
    const id = await this.submitted(name);
    for (const key of ['manager', 'processor']) assert.equal((await this.act(key, id, 'approve')).status, 204);
    return id;
  }

  async token(scope: string): Promise<string> {
    const { login, password } = this.client.user('traveler');
    return (await this.client.token({ grant_type: 'password', username: login, password, scope })).access_token;
  }
}

/** Checks the envelope of v4, and the id of its first validation error where one is expected. */
export function assertProblem(reply: Reply, status: number, id?: string): void {
  assert.equal(reply.status, status, reply.text);
  for (const member of ['timestamp', 'errorMessage', 'path', 'errorId'])
    assert.equal(typeof reply.json[member], 'string', `${member}: ${reply.text}`);
  assert.match(String(reply.json['httpStatus']), new RegExp(`^${status} `));
  if (id !== undefined) assert.equal(String(reply.json['validationErrors']?.[0]?.['id']), id, reply.text);
}
