import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { element, twoCompanies, type Client, type Json, type TwoCompanies } from '../../../test/harness/reports.ts';
import { hex32, opaqueId, parseHex32 } from '../../platform/ids/index.ts';

const SCOPES = ['expense.report.readwrite', 'EXPRPT', 'attendee.write'];
const V3 = '/api/v3.0/expense/entryattendeeassociations';

describe('attendees of an expense through v4 and v3', () => {
  let { program, cast, theirs, call, as } = {} as TwoCompanies;
  before(async () => {
    ({ program, cast, theirs, call, as } = await twoCompanies(SCOPES));
  });
  after(() => program.close());

  let guests = 0;
  const guest = async (more: object = {}): Promise<string> => {
    const body = { attendeeTypeCode: 'BUSGUEST', lastName: `Guest ${++guests}`, ...more };
    const made = await call('POST', '/v4/attendees', { as: as.traveler, body });
    assert.equal(made.status, 200, made.text);
    return made.json.id;
  };
  interface Meal {
    readonly report: string;
    readonly expense: string;
    /** The expense's address in TRAVELER context, and on the short path. */
    readonly long: string;
    readonly short: string;
    readonly entryId: string;
  }
  const meal = async (value = 100): Promise<Meal> => {
    const own = `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports`;
    const made = await call('POST', own, { as: as.traveler, body: { name: 'Meals', policyId: hex32(cast.policyId) } });
    const report = made.json.uri.split('/').at(-1);
    const body = {
      expenseType: { id: 'BUSML' },
      transactionDate: '2026-02-27',
      transactionAmount: { value, currencyCode: 'USD' },
    };
    const added = await call('POST', `${own}/${report}/expenses`, { as: as.traveler, body });
    assert.equal(added.status, 201, added.text);
    const expense = added.json.uri.split('/').at(-1);
    return {
      report,
      expense,
      long: `${own}/${report}/expenses/${expense}`,
      short: `/expensereports/v4/reports/${report}/expenses/${expense}`,
      entryId: opaqueId('g', 'entry', parseHex32(expense) ?? ''),
    };
  };
  const get = async (path: string, by = as.traveler): Promise<Json> => {
    const reply = await call('GET', `${path}/attendees`, { as: by });
    assert.equal(reply.status, 200, reply.text);
    return reply.json;
  };

  it('take back what was read, with amounts that name their currency (v4)', async () => {
    const { long } = await meal(45);
    const [a, b] = [await guest(), await guest()];
    const amount = (value: number, currencyCode = 'USD') => ({ value, currencyCode });
    const post = (list: readonly object[]) =>
      call('POST', `${long}/attendees`, { as: as.traveler, body: { expenseAttendeeList: list } });
    const sent = await post([
      { attendeeId: a, transactionAmount: amount(30), isAmountUserEdited: true },
      { attendeeId: b, transactionAmount: amount(15) },
    ]);
    assert.equal(sent.status, 201, sent.text);
    const read = await get(long);
    assert.deepEqual(
      read.expenseAttendeeList.map((one: Json) => one.transactionAmount),
      [amount(30), amount(15)],
    );
    const again = await call('POST', `${long}/attendees`, { as: as.traveler, body: read });
    assert.equal(again.status, 201, again.text);
    assert.deepEqual(await get(long), read);
    const other = await post([{ attendeeId: a, transactionAmount: amount(30, 'EUR') }]);
    assert.deepEqual([other.status, other.json.validationErrors[0].source], [400, 'transactionAmount']);
    assert.deepEqual(await get(long), read);
  });

  it('expense 16: are replaced, read and cleared (v4)', async () => {
    const { long, short } = await meal(45);
    const [a, b] = [await guest(), await guest()];
    const post = await call('POST', `${long}/attendees`, {
      as: as.traveler,
      body: {
        noShowAttendeeCount: 1,
        expenseAttendeeList: [
          {
            attendeeId: a,
            customData: [{ id: 'custom2', value: '0', isValid: true, listItemUrl: null }],
            isAmountUserEdited: false,
            isTraveling: false,
            associatedAttendeeCount: 1,
            versionNumber: null,
            transactionAmount: 23,
          },
          {
            attendeeId: hex32(b),
            isAmountUserEdited: true,
            isTraveling: true,
            associatedAttendeeCount: 2,
            transactionAmount: 22,
          },
        ],
      },
    });
    assert.equal(post.status, 201, post.text);
    assert.deepEqual(post.json, { uri: `http://us.localhost:8080${long}/attendees` });
    const read = await get(long);
    const money = (value: number) => ({ value, currencyCode: 'USD' });
    assert.deepEqual(read, {
      noShowAttendeeCount: 1,
      expenseAttendeeList: [
        {
          attendeeId: a,
          customData: [{ id: 'custom2', value: '0', isValid: true, listItemUrl: null }],
          isAmountUserEdited: false,
          isTraveling: false,
          associatedAttendeeCount: 1,
          versionNumber: 1,
          transactionAmount: money(23),
          approvedAmount: money(23),
        },
        {
          attendeeId: b,
          customData: [],
          isAmountUserEdited: true,
          isTraveling: true,
          associatedAttendeeCount: 2,
          versionNumber: 1,
          transactionAmount: money(22),
          approvedAmount: money(22),
        },
      ],
    });
    assert.deepEqual(await get(short, as.company), read);
    assert.equal((await call('GET', long, { as: as.traveler })).json.attendeeCount, 3);
    const sent = await call('DELETE', `${long}/attendees`, { as: as.traveler });
    assert.deepEqual([sent.status, sent.text], [204, '']);
    assert.deepEqual(await get(long), { noShowAttendeeCount: 0, expenseAttendeeList: [] });
    assert.equal((await call('GET', long, { as: as.traveler })).json.attendeeCount, 0);
  });

  it('are refused with what is wrong (v4)', async () => {
    const { long, short, report } = await meal();
    const a = await guest();
    const at = `${long}/attendees`;
    const post = (body: unknown, by = as.traveler, path = at) => call('POST', path, { as: by, body });
    const list = (...expenseAttendeeList: object[]) => ({ expenseAttendeeList });
    const problem = async (status: number, id: string | undefined, reply: ReturnType<Client>) => {
      const { status: got, json, text } = await reply;
      assert.equal(got, status, text);
      if (id !== undefined) assert.equal(json.validationErrors[0].id, id, text);
    };
    await problem(400, 'field.required', post({}));
    await problem(400, 'field.required', post(list({})));
    await problem(400, 'field.format', post(list({ attendeeId: 'x' })));
    await problem(400, 'field.invalidValue', post(list({ attendeeId: cast.policyId })));
    await problem(400, 'field.invalidValue', post(list({ attendeeId: a, versionNumber: 2 })));
    await problem(400, 'field.invalidValue', post(list({ attendeeId: a }, { attendeeId: a })));
    await problem(400, undefined, post(list({ attendeeId: a, customData: [{ id: 'custom6', value: 'x' }] })));
    await problem(400, undefined, post(list({ attendeeId: a, associatedAttendeeCount: 0 })));
    await problem(400, undefined, post(list({ attendeeId: a, transactionAmount: '1' })));
    await problem(400, undefined, post(list({ attendeeId: a, transactionAmount: 1e20 })));
    await problem(400, undefined, post({ ...list(), noShowAttendeeCount: -1 }));
    await problem(400, undefined, post(list(...Array.from({ length: 501 }, () => ({ attendeeId: a })))));
    const other = (context: string) => at.replace('TRAVELER', context);
    await problem(403, undefined, post(list(), as.traveler, other('MANAGER')));
    await problem(403, undefined, call('GET', other('PROCESSOR'), { as: as.traveler }));
    await problem(403, undefined, call('DELETE', other('MANAGER'), { as: as.traveler }));
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      const body = method === 'POST' ? { body: list() } : {};
      await problem(400, undefined, call(method, other('NOBODY'), { as: as.traveler, ...body }));
      await problem(400, undefined, call(method, at.replace(report, 'x'), { as: as.traveler, ...body }));
      await problem(404, undefined, call(method, at.replace(report, '0'.repeat(20)), { as: as.traveler, ...body }));
      await problem(
        404,
        undefined,
        call(method, at.replace(/expenses\/\w+/, `expenses/${'0'.repeat(32)}`), { as: as.traveler, ...body }),
      );
      await problem(400, undefined, call(method, at.replace(/expenses\/\w+/, 'expenses/x'), { as: as.traveler, ...body }));
      await problem(403, undefined, call(method, at, { as: as.colleague, ...body }));
      await problem(401, undefined, call(method, at, body));
      await problem(403, undefined, call(method, at, { as: cast.as(cast.traveler, ['attendee.read']), ...body }));
    }
    await problem(401, undefined, call('GET', `${short}/attendees`, { as: as.traveler }));
    await problem(401, undefined, call('GET', `${short}/attendees`));
    await problem(400, undefined, call('GET', `${short}x/attendees`, { as: as.company }));
    await problem(404, undefined, call('GET', `${short}/attendees`, { as: theirs.asCompany(SCOPES) }));
    assert.equal((await post(list({ attendeeId: a, transactionAmount: 99 }))).status, 201);
    const workflow = { as: cast.as(cast.traveler) };
    const sent = await call('PATCH', `/expensereports/v4/users/${cast.traveler.id}/reports/${report}/submit`, workflow);
    assert.equal(sent.status, 204, sent.text);
    await problem(400, 'report.submitted', post(list()));
    await problem(400, 'report.submitted', call('DELETE', at, { as: as.traveler }));
    const approve = `/expensereports/v4/users/${cast.manager.id}/context/MANAGER/reports/${report}/approve`;
    await problem(400, 'attendee_total_error', call('PATCH', approve, { as: cast.as(cast.manager), body: {} }));
  });

  it('are rows of their own in v3, in JSON and in XML, and the same people', async () => {
    const { long, entryId } = await meal();
    const [a, b] = [await guest(), await guest()];
    const opaque = (id: string) => opaqueId('g', 'attendee', id);
    const made = await call('POST', V3, {
      as: as.traveler,
      accept: '',
      xml:
        `<EntryAttendeeAssociation><EntryID>${entryId}</EntryID><AttendeeID>${opaque(a)}</AttendeeID>` +
        '<Amount>30</Amount><Custom1>x</Custom1></EntryAttendeeAssociation>',
    });
    assert.equal(made.status, 200, made.text);
    const uri = element(made.text, 'URI') ?? '';
    const post = (body: object, by = as.traveler) => call('POST', V3, { as: by, body: { EntryID: entryId, ...body } });
    const second = await post({ AttendeeID: opaque(b), AssociatedAttendeeCount: 2 });
    assert.equal(second.status, 200, second.text);
    const one: Json = (await call('GET', uri, { as: as.traveler })).json;
    assert.deepEqual(
      { ...one },
      {
        EntryID: entryId,
        AttendeeID: opaque(a),
        Amount: 30,
        AssociatedAttendeeCount: 1,
        Custom1: 'x',
        Custom2: null,
        Custom3: null,
        Custom4: null,
        Custom5: null,
        ID: element(made.text, 'ID'),
        URI: uri,
      },
    );
    const xml = (await call('GET', uri, { as: as.traveler, accept: 'application/xml' })).text;
    for (const name of ['ID', 'EntryID', 'AttendeeID', 'Custom1']) assert.equal(element(xml, name), one[name]);
    assert.match(xml, /<Custom2 xsi:nil="true"\/>/);
    assert.deepEqual(
      (await get(long)).expenseAttendeeList.map((each: Json) => [each.attendeeId, each.transactionAmount.value]),
      [
        [a, 30],
        [b, 70],
      ],
    );
    const entry = await call('GET', `/api/v3.0/expense/entries/${encodeURIComponent(entryId)}`, { as: as.traveler });
    assert.equal(entry.json.HasAttendees, true);

    const put = (body: object, by = as.traveler) => call('PUT', uri, { as: by, body });
    const changed = await put({ ...one, Amount: 40, Custom1: null });
    assert.deepEqual([changed.status, changed.text], [200, '']);
    const now = (await call('GET', uri, { as: as.traveler })).json;
    assert.deepEqual([now.Amount, now.Custom1], [40, null]);
    assert.equal((await call('GET', second.json.URI, { as: as.traveler })).json.Amount, 60);

    const list = async (query: string, by = as.traveler) => {
      const reply = await call('GET', `${V3}${query}`, { as: by });
      assert.equal(reply.status, 200, reply.text);
      return reply.json;
    };
    const ids = (page: Json): string[] => page.Items.map((item: Json) => item.ID);
    assert.deepEqual(ids(await list(`?entryID=${encodeURIComponent(entryId)}`)), [second.json.ID, one.ID]);
    const page = await list('?limit=1');
    assert.deepEqual(ids(page), [second.json.ID]);
    assert.deepEqual(ids((await call('GET', page.NextPage, { as: as.traveler })).json), [one.ID]);
    assert.ok(ids(await list('?user=ALL', as.company)).includes(one.ID));
    assert.deepEqual(ids(await list(`?user=${cast.traveler.userName}&limit=1`, as.admin)), [second.json.ID]);
    assert.deepEqual(ids(await list('', as.colleague)), []);
    assert.match(
      (await call('GET', V3, { as: as.traveler, accept: '*/*' })).text,
      /<EntryAttendeeAssociations[^>]*><Items><EntryAttendeeAssociation>/,
    );

    const entries = async (query: Record<string, string>): Promise<string[]> => {
      const reply = await call('GET', `/api/v3.0/expense/entries?${new URLSearchParams(query).toString()}`, { as: as.traveler });
      assert.equal(reply.status, 200, reply.text);
      return reply.json.Items.map((item: Json) => item.ID);
    };
    const alone = (await meal()).entryId;
    assert.deepEqual(await entries({ attendeeID: opaque(a) }), [entryId]);
    assert.ok((await entries({ attendeeTypeCode: 'busguest' })).includes(entryId));
    assert.deepEqual(await entries({ attendeeTypeCode: 'SPOUSE' }), []);
    const [has, hasNot] = [await entries({ hasAttendees: 'true' }), await entries({ hasAttendees: 'false' })];
    assert.ok(has.includes(entryId) && !has.includes(alone));
    assert.ok(hasNot.includes(alone) && !hasNot.includes(entryId));
    const key = new RegExp(/reports\/(\w{20})\//.exec(long)?.[1] ?? '');
    const reports = async (query: string): Promise<string> => {
      const reply = await call('GET', `/api/v3.0/expense/reports?${query}`, { as: as.traveler });
      assert.equal(reply.status, 200, reply.text);
      return reply.text;
    };
    for (const query of ['hasAttendees=true', 'attendeeTypeCode=BUSGUEST']) assert.match(await reports(query), key);
    for (const query of ['hasAttendees=false', 'attendeeTypeCode=SPOUSE']) assert.doesNotMatch(await reports(query), key);
    const old = async (flag: boolean): Promise<number> => {
      const url = `/api/expense/expensereport/v2.0/Reports?status=UNSUBMITTED&hasAttendees=${flag}`;
      const reply = await call('GET', url, { as: as.traveler, accept: '*/*' });
      assert.equal(reply.status, 200, reply.text);
      return reply.text.split('</ReportId>').length - 1;
    };
    const counts = [true, false].map((flag) => old(flag));
    const [withAttendees = 0, without = 0] = await Promise.all(counts);
    assert.deepEqual([withAttendees > 0, without > 0], [true, true]);

    const refused = async (status: number, reply: ReturnType<Client>) => {
      const { status: got, json, text } = await reply;
      assert.equal(got, status, text);
      assert.equal(typeof json.Error.Message, 'string');
    };
    await refused(400, call('GET', '/api/v3.0/expense/entries?attendeeID=x', { as: as.traveler }));
    await refused(400, post({ AttendeeID: opaque(b) }));
    await refused(400, post({ AttendeeID: 'gWx' }));
    await refused(400, post({}));
    await refused(400, post({ AttendeeID: opaque(await guest()), Amount: 1e20 }));
    await refused(403, post({ AttendeeID: opaque(b) }, as.colleague));
    await refused(400, put({ AttendeeID: opaque(b) }));
    await refused(400, put({ EntryID: opaqueId('g', 'entry', a) }));
    await refused(400, put({ AssociatedAttendeeCount: 0 }));
    await refused(403, put({ Amount: 1 }, as.colleague));
    await refused(404, call('GET', `${V3}/x`, { as: as.traveler }));
    await refused(404, call('GET', uri, { as: theirs.as(theirs.admin, SCOPES) }));
    await refused(403, call('GET', `${V3}?user=ALL`, { as: as.colleague }));
    await refused(400, call('GET', `${uri}?user=ALL`, { as: as.admin }));
    await refused(400, call('GET', `${V3}?offset=x`, { as: as.traveler }));
    await refused(403, call('DELETE', uri, { as: as.colleague }));
    const gone = await call('DELETE', uri, { as: as.traveler });
    assert.deepEqual([gone.status, gone.text], [200, '']);
    await refused(404, call('DELETE', uri, { as: as.traveler }));
    assert.equal((await call('GET', second.json.URI, { as: as.traveler })).json.Amount, 100);
  });
});
