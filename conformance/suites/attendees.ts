import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { element, type Client, type Json, type Reply } from '../client.ts';
import { assertProblem, Desk } from '../desk.ts';

type Row = Record<string, unknown> & { ID: string; URI: string };

const V4 = '/v4/attendees';
const V3 = '/api/v3.0/expense/attendees';
const TYPES = '/api/v3.0/expense/attendeetypes';
const LINKS = '/api/v3.0/expense/entryattendeeassociations';

/** A name that no run before this one has used: attendees stay, and duplicates are refused. */
let made = 0;
const unused = (): string => `Conformance ${Date.now().toString(36)} ${++made}`;

const at = (path: string, id: string): string => `${path}/${encodeURIComponent(id)}`;
const rows = (reply: Reply): Row[] => {
  assert.equal(reply.status, 200, reply.text);
  return reply.json['Items'] as unknown as Row[];
};
function refused(reply: Reply, status: number): void {
  assert.equal(reply.status, status, reply.text);
  for (const name of ['Message', 'Server-Time', 'Id']) assert.equal(typeof reply.json['Error']?.[name], 'string', reply.text);
}

/** Attendees and attendee types of v4 and v3. */
export function attendees(client: () => Client): void {
  const desk = new Desk(client);
  const guest = async (more: Record<string, unknown> = {}, by = 'traveler'): Promise<string> => {
    const body = { attendeeTypeCode: 'BUSGUEST', lastName: unused(), ...more };
    const reply = await desk.call('POST', V4, { by, body });
    assert.equal(reply.status, 200, reply.text);
    assert.equal(String(reply.json['uri']), `${client().target.baseUrl}${V4}/${String(reply.json['id'])}`);
    return String(reply.json['id']);
  };
  const one = async (id: string, by = 'traveler', query = ''): Promise<Json> => {
    const reply = await desk.call('GET', `${V4}/${id}${query}`, { by });
    assert.equal(reply.status, 200, reply.text);
    return reply.json['items']?.[0] as Json;
  };

  describe('v4 attendees', () => {
    it('are made, read, changed in part, and keep their versions', async () => {
      const id = await guest({ firstName: 'Olive', company: 'Lumbermill', custom6: 'true', custom8: 'NYC', currencyCode: 'USD' });
      const first = await one(id);
      assert.deepEqual(
        [String(first['attendeeTypeCode']), Number(first['versionNumber']), String(first['ownerUserId'])],
        ['BUSGUEST', 1, client().user('traveler').id],
      );
      assert.deepEqual(first['custom6'] as unknown, { type: 'Boolean', value: 'Y' });
      const put = await desk.call('PUT', `${V4}/${id}`, { body: { company: 'Sawmill', custom8: null } });
      assert.deepEqual([put.status, put.text], [204, '']);
      const second = await one(id);
      assert.deepEqual([String(second['company']), Number(second['versionNumber'])], ['Sawmill', 2]);
      assert.equal('custom8' in second, false);
      assert.equal(String((await one(id, 'traveler', '?versionNumber=1'))['company']), 'Lumbermill');
      assertProblem(await desk.call('GET', `${V4}/${id}?versionNumber=3`), 404);
      assertProblem(await desk.call('PUT', `${V4}/${id}`, { body: { colour: 'blue' } }), 400);
    });

    it('are private to their owner, for administering programs but not for others', async () => {
      const id = await guest();
      assertProblem(await desk.call('GET', `${V4}/${id}`, { by: 'manager' }), 404);
      assertProblem(await desk.call('PUT', `${V4}/${id}`, { by: 'manager', body: { title: 'x' } }), 404);
      assertProblem(await desk.call('GET', `${V4}?id=${id}`, { by: 'manager' }), 404);
      assertProblem(await desk.call('GET', `${V4}/${id}?userId=${client().user('traveler').id}`, { by: 'manager' }), 403);
      assert.equal(String((await one(id, 'company'))['id']), id);
    });

    it('are no duplicates of each other and none of the system’s types', async () => {
      const lastName = unused();
      await guest({ lastName });
      const again = (more: Record<string, unknown>) =>
        desk.call('POST', V4, { body: { attendeeTypeCode: 'BUSGUEST', lastName, ...more } });
      assertProblem(await again({}), 400, 'attendee.duplicate');
      assert.equal((await again({ firstName: 'Other' })).status, 200);
      for (const attendeeTypeCode of ['NOSHOWS', 'SYSEMP']) assertProblem(await again({ attendeeTypeCode }), 400);
      assertProblem(await again({ attendeeTypeCode: 'HCP' }), 403);
      assertProblem(await again({ attendeeTypeCode: 'NOSUCH' }), 400);
      assertProblem(await desk.call('POST', V4, { body: { attendeeTypeCode: 'BUSGUEST' } }), 400, 'field.required');
      assertProblem(await desk.call('POST', V4, { by: 'company', body: { attendeeTypeCode: 'BUSGUEST', lastName } }), 400);
    });

    it('are listed page by page, by filter and by id', async () => {
      const externalId = unused().replaceAll(' ', '-');
      const ids = [await guest({ externalId }), await guest({ externalId }), await guest({ externalId })];
      const list = async (query: string, status = 200): Promise<Json> => {
        const reply = await desk.call('GET', `${V4}?${query}`);
        assert.equal(reply.status, status, reply.text);
        return reply.json;
      };
      const idsOf = (page: Json) => (page['items'] as unknown as Json[]).map((each) => String(each['id']));
      const page = await list(`externalId=${externalId}&limit=2`);
      assert.deepEqual(idsOf(page), [ids[2], ids[1]]);
      const next = await desk.call('GET', String(page['nextPage']));
      assert.deepEqual(idsOf(next.json), [ids[0]]);
      assert.deepEqual(idsOf(await list(`id=${ids[0]},${ids[1]}`)), [ids[0], ids[1]]);
      assert.deepEqual(idsOf(await list(`id=${ids[0]},00000000-0000-7000-8000-000000000001`, 206)), [ids[0]]);
      assert.ok(idsOf(await list('attendeeTypeCode=NOSHOWS')).length > 0);
      assertProblem(await desk.call('GET', `${V4}?limit=101`), 400);
      assertProblem(await desk.call('GET', `${V4}?id=x`), 400);
      assertProblem(await desk.call('GET', `${V4}?userId=${client().user('manager').id}`), 403);
    });
  });

  describe('v3 attendees', () => {
    it('are those of v4, in JSON and in XML', async () => {
      const lastName = unused();
      const type = rows(await desk.call('GET', TYPES, { by: 'company' })).find((each) => each['Code'] === 'BUSGUEST');
      assert.ok(type);
      const token = await client().as('traveler');
      const xml = `<Attendee><AttendeeTypeID>${type.ID}</AttendeeTypeID><LastName>${lastName}</LastName></Attendee>`;
      const post = await client().call('POST', V3, { token, xml, accept: 'application/xml' });
      assert.equal(post.status, 200, post.text);
      const path = at(V3, element(post.text, 'ID') ?? '');
      const read = await desk.call('GET', path);
      assert.equal(read.status, 200, read.text);
      assert.deepEqual(
        ['LastName', 'AttendeeTypeCode', 'OwnerLoginID'].map((name) => String(read.json[name])),
        [lastName, 'BUSGUEST', client().user('traveler').login],
      );
      const inXml = await client().call('GET', path, { token, accept: 'application/xml' });
      assert.equal(element(inXml.text, 'LastName'), lastName);
      assert.equal((await desk.call('PUT', path, { body: { FirstName: 'Theo' } })).status, 200);
      const mine = rows(await desk.call('GET', `${V3}?limit=100`));
      assert.equal(mine.find((each) => each.ID === String(read.json['ID']))?.['FirstName'], 'Theo');
      refused(await desk.call('GET', path, { by: 'manager' }), 404);
      refused(await desk.call('POST', V3, { body: { AttendeeTypeID: type.ID, LastName: lastName, FirstName: 'Theo' } }), 400);
      refused(await desk.call('PUT', path, { body: { AttendeeTypeCode: 'SPOUSE' } }), 400);
      refused(await desk.call('GET', `${V3}?user=${client().user('manager').login}`), 403);
      assert.equal((await desk.call('DELETE', path)).status, 200);
      refused(await desk.call('GET', path), 404);
    });
  });

  describe('attendee types', () => {
    it('are listed for administering programs (v4)', async () => {
      const reply = await desk.call('GET', '/v4/attendeetypes', { by: 'company' });
      assert.equal(reply.status, 200, reply.text);
      const codes = (reply.json as unknown as Json[]).map((each) => String(each['code']));
      for (const code of ['BUSGUEST', 'SPOUSE', 'NOSHOWS', 'SYSEMP']) assert.ok(codes.includes(code), codes.join());
      assertProblem(await desk.call('GET', '/v4/attendeetypes'), 401);
    });

    it('are made, changed and retired (v3)', async () => {
      const code = `C${Date.now().toString(36).toUpperCase()}`.slice(0, 20);
      const call = (method: string, path: string, body?: unknown, by = 'company') =>
        desk.call(method, path, { by, ...(body === undefined ? {} : { body }) });
      const post = await call('POST', TYPES, { Name: `Type ${code}`, Code: code, DuplicateSearchFields: ['ExternalId'] });
      assert.equal(post.status, 200, post.text);
      const path = at(TYPES, String(post.json['ID']));
      refused(await call('POST', TYPES, { Name: 'Other', Code: code }), 400);
      refused(await call('PUT', path, { Name: 'Mine' }, 'traveler'), 403);
      assert.equal((await call('PUT', path, { AllowAttendeeCountEditing: false })).status, 200);
      const read = await call('GET', path);
      assert.deepEqual(
        [
          String(read.json['Code']),
          read.json['AllowAttendeeCountEditing']?.valueOf(),
          String(read.json['DuplicateSearchFields']),
        ],
        [code, false, 'ExternalId'],
      );
      const listed = rows(await call('GET', `${TYPES}?limit=100`)).map((each) => String(each['Code']));
      assert.ok(listed.includes(code) && !listed.includes('NOSHOWS'), listed.join());
      assert.equal((await call('DELETE', path)).status, 200);
      refused(await call('GET', path), 404);
      refused(await call('DELETE', path), 404);
    });
  });

  describe('attendees of an expense', () => {
    it('are replaced and cleared (v4), and are the rows of v3', async () => {
      const report = await desk.newReport('Conformance attendees');
      const expense = await desk.addExpense(report, 90, { expenseType: { id: 'BUSML' } });
      const path = `${desk.own(report)}/expenses/${expense}/attendees`;
      const [a, b, c] = [await guest(), await guest(), await guest()];
      const post = (body: unknown) => desk.call('POST', path, { body });
      const set = await post({
        noShowAttendeeCount: 1,
        expenseAttendeeList: [
          { attendeeId: a, transactionAmount: 30, isAmountUserEdited: true, customData: [{ id: 'custom1', value: 'x' }] },
          { attendeeId: b },
        ],
      });
      assert.equal(set.status, 201, set.text);
      assert.equal(String(set.json['uri']), client().target.baseUrl + path);
      const read = await desk.call('GET', path);
      const amounts = (read.json['expenseAttendeeList'] as unknown as Json[]).map((each) => [
        String(each['attendeeId']),
        Number(each['transactionAmount']?.['value']),
      ]);
      assert.deepEqual(amounts, [
        [a, 30],
        [b, 30],
      ]);
      assert.equal(Number(read.json['noShowAttendeeCount']), 1);
      const short = await desk.call('GET', `${desk.short(report)}/expenses/${expense}/attendees`, { by: 'company' });
      assert.deepEqual(short.json, read.json);
      assertProblem(await desk.call('GET', `${desk.short(report)}/expenses/${expense}/attendees`), 401);
      assertProblem(await desk.call('GET', path.replace('TRAVELER', 'MANAGER')), 403);
      assertProblem(await desk.call('GET', path.replace(expense, '0'.repeat(32))), 404);
      assertProblem(await post({ expenseAttendeeList: [{ attendeeId: report }] }), 400);
      assertProblem(await post({ expenseAttendeeList: [{ attendeeId: a }, { attendeeId: a }] }), 400);

      const [entry] = rows(await desk.call('GET', `/api/v3.0/expense/entries?reportID=${report}`));
      assert.equal(entry?.['HasAttendees'], true);
      const links = rows(await desk.call('GET', `${LINKS}?entryID=${encodeURIComponent(entry?.ID ?? '')}`));
      assert.equal(links.length, 3, 'with those who did not come');
      const link = links.find((each) => each['Custom1'] === 'x');
      assert.ok(link);
      assert.equal((await desk.call('PUT', at(LINKS, link.ID), { body: { Amount: 45 } })).status, 200);
      assert.equal(Number((await desk.call('GET', at(LINKS, link.ID))).json['Amount']), 45);
      const other = await desk.newReport('Conformance attendee IDs');
      const carrier = await desk.addExpense(other, 1);
      const opaque = async (id: string): Promise<unknown> => {
        const on = `${desk.own(other)}/expenses/${carrier}/attendees`;
        assert.equal((await desk.call('POST', on, { body: { expenseAttendeeList: [{ attendeeId: id }] } })).status, 201);
        const [row] = rows(await desk.call('GET', `/api/v3.0/expense/entries?reportID=${other}`));
        return rows(await desk.call('GET', `${LINKS}?entryID=${encodeURIComponent(row?.ID ?? '')}`))[0]?.['AttendeeID'];
      };
      const added = await desk.call('POST', LINKS, { body: { EntryID: entry?.ID, AttendeeID: await opaque(c), Amount: 5 } });
      assert.equal(added.status, 200, added.text);
      refused(await desk.call('POST', LINKS, { body: { EntryID: entry?.ID, AttendeeID: await opaque(c) } }), 400);
      refused(await desk.call('GET', at(LINKS, link.ID), { by: 'manager' }), 403);
      assert.equal((await desk.call('DELETE', at(LINKS, String(added.json['ID'])))).status, 200);
      refused(await desk.call('DELETE', at(LINKS, String(added.json['ID']))), 404);
      assert.equal((await desk.call('DELETE', path)).status, 204);
      assert.deepEqual((await desk.call('GET', path)).json['expenseAttendeeList'] as unknown, []);
    });

    it('add up before they are approved, and move yearly totals', async () => {
      const report = await desk.newReport('Conformance attendee totals');
      const expense = await desk.addExpense(report, 50, { expenseType: { id: 'BUSML' }, receiptType: { id: 'R' } });
      const path = `${desk.own(report)}/expenses/${expense}/attendees`;
      const id = await guest();
      const set = (transactionAmount: number) =>
        desk.call('POST', path, { body: { expenseAttendeeList: [{ attendeeId: id, transactionAmount }] } });
      assert.equal((await set(49)).status, 201);
      assert.equal((await desk.submit(report)).status, 204);
      assert.equal(Number((await one(id))['totalAmountYtd']) + Number((await one(id))['totalAmountPrevYear']), 49);
      assertProblem(await desk.act('manager', report, 'approve'), 400, 'attendee_total_error');
      assertProblem(await set(50), 400);
      assert.equal((await desk.recall(report)).status, 204);
      assert.equal(Number((await one(id))['totalAmountYtd']), 0);
      assert.equal((await set(50)).status, 201);
      assert.equal((await desk.submit(report)).status, 204);
      assert.equal((await desk.act('manager', report, 'approve')).status, 204);
    });
  });
}
