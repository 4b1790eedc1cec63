import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { element, twoCompanies, type Client, type Json, type TwoCompanies } from '../../../test/harness/reports.ts';
import { opaqueId, parseOpaqueId } from '../../platform/ids/index.ts';

const V4 = '/v4/attendees';
const V3 = '/api/v3.0/expense/attendees';
const SCOPES = ['attendee.read', 'attendee.write', 'ATTEND'];

describe('attendees through v4 and v3', () => {
  let { program, cast, theirs, call, as } = {} as TwoCompanies;
  before(async () => {
    ({ program, cast, theirs, call, as } = await twoCompanies(SCOPES));
  });
  after(() => program.close());

  const add = async (body: object, by = as.traveler, query = ''): Promise<string> => {
    const made = await call('POST', V4 + query, { as: by, body: { attendeeTypeCode: 'BUSGUEST', ...body } });
    assert.equal(made.status, 200, made.text);
    assert.equal(made.json.uri, `http://us.localhost:8080/v4/attendees/${made.json.id}`);
    return made.json.id;
  };
  const one = async (id: string, by = as.traveler): Promise<Json> => {
    const reply = await call('GET', `${V4}/${id}`, { as: by });
    assert.equal(reply.status, 200, reply.text);
    assert.equal(reply.json.items.length, 1);
    return reply.json.items[0];
  };
  const problem = async (status: number, id: string | undefined, reply: ReturnType<Client>) => {
    const { status: got, json, text } = await reply;
    assert.equal(got, status, text);
    if (id !== undefined) assert.equal(json.validationErrors[0].id, id, text);
  };

  it('are made, read and changed in part (v4)', async () => {
    const id = await add({
      firstName: 'Olive',
      lastName: 'Tree',
      middleInitial: 'E',
      suffix: '2nd',
      company: 'The Lumbermill Company',
      title: '',
      externalId: '53457343',
      currencyCode: 'USD',
      custom6: 'false',
      custom8: 'NYC',
      custom9: 'not on the form',
    });
    const { uri, ...made } = await one(id);
    assert.ok(uri.endsWith(id));
    assert.deepEqual(made, {
      id,
      attendeeTypeCode: 'BUSGUEST',
      lastName: 'Tree',
      firstName: 'Olive',
      middleInitial: 'E',
      preferredName: null,
      suffix: '2nd',
      title: null,
      company: 'The Lumbermill Company',
      externalId: '53457343',
      ownerName: 'Traveler, Terry',
      ownerUserId: cast.traveler.id,
      currencyCode: 'USD',
      versionNumber: 1,
      totalAmountYtd: 0,
      totalAmountPrevYear: 0,
      hasExceptionsYtd: false,
      hasExceptionsPrevYear: false,
      custom6: { type: 'Boolean', value: 'N' },
      custom8: { type: 'Text', value: 'NYC' },
    });
    const put = (body: object, by = as.traveler) => call('PUT', `${V4}/${id}`, { as: by, body });
    const changed = await put({ lastName: 'Timber', custom8: null, totalAmountYtd: 12.5 });
    assert.deepEqual([changed.status, changed.text], [204, '']);
    const now = await one(id);
    assert.deepEqual(
      [now.lastName, now.firstName, now.versionNumber, now.custom8, now.totalAmountYtd],
      ['Timber', 'Olive', 2, undefined, 12.5],
    );
    const old = await call('GET', `${V4}/${id}?versionNumber=1`, { as: as.traveler });
    assert.deepEqual([old.json.items[0].lastName, old.json.items[0].versionNumber], ['Tree', 1]);
    await problem(404, undefined, call('GET', `${V4}/${id}?versionNumber=9`, { as: as.traveler }));
    await problem(400, undefined, call('GET', `${V4}/${id}?versionNumber=0`, { as: as.traveler }));
    await problem(400, undefined, call('GET', `${V4}/nobody`, { as: as.traveler }));
    await problem(400, undefined, call('GET', `${V4}/${id}?userId=nobody`, { as: as.admin }));
    await problem(404, undefined, call('GET', `${V4}/${cast.policyId}`, { as: as.traveler }));
    await problem(404, undefined, call('GET', `${V4}/${id}`, { as: as.colleague }));
    await problem(404, undefined, call('GET', `${V4}/${id}`, { as: theirs.asCompany(SCOPES) }));
    await problem(403, undefined, call('GET', `${V4}/${id}?userId=${cast.traveler.id}`, { as: as.colleague }));
    await problem(404, undefined, put({ lastName: 'Mine' }, as.colleague));
    await problem(404, undefined, put({ lastName: 'Mine' }, theirs.asCompany(SCOPES)));
    await problem(400, 'field.invalidValue', put({ middleInitial: 'EE' }));
    await problem(400, 'field.unknown', put({ attendeeTypeCode: 'SPOUSE' }));
    await problem(400, 'field.invalidValue', put({ totalAmountYtd: 1e20 }));
    await problem(400, undefined, call('PUT', `${V4}/nobody`, { as: as.traveler, body: {} }));
  });

  it('are refused with what is wrong (v4)', async () => {
    const post = (body: object, by = as.traveler, query = '') =>
      call('POST', V4 + query, { as: by, body: { attendeeTypeCode: 'BUSGUEST', lastName: 'Wrong', ...body } });
    await problem(400, 'field.required', post({ lastName: undefined }));
    await problem(400, 'field.required', post({ attendeeTypeCode: undefined }));
    await problem(400, 'field.invalidValue', post({ attendeeTypeCode: 'NOSUCH' }));
    await problem(400, 'field.invalidValue', post({ lastName: 'x'.repeat(133) }));
    await problem(400, 'field.invalidValue', post({ currencyCode: 'XXQ' }));
    await problem(400, 'field.invalidValue', post({ custom6: 'perhaps' }));
    await problem(400, 'field.unknown', post({ colour: 'blue' }));
    await problem(400, 'attendeeType.notAllowed', post({ attendeeTypeCode: 'NOSHOWS' }));
    await problem(400, 'attendeeType.notAllowed', post({ attendeeTypeCode: 'SYSEMP' }));
    await problem(403, undefined, post({ attendeeTypeCode: 'HCP' }));
    await problem(403, undefined, post({}, as.traveler, `?userId=${cast.colleague.id}`));
    await problem(404, undefined, post({}, as.company, `?userId=${theirs.colleague.id}`));
    await problem(400, 'field.invalidValue', post({}, as.company));
    await problem(403, undefined, post({}, cast.as(cast.traveler, ['attendee.read'])));
    await problem(401, undefined, call('POST', V4, { body: {} }));
    await add({ lastName: 'Twice', company: 'Acme' });
    const twin = await post({ lastName: 'twice', company: 'ACME' });
    await problem(400, 'attendee.duplicate', Promise.resolve(twin));
    assert.match(twin.json.errorMessage, /same title, company, ownerEmpName, firstName, lastName/);
    const theirOwn = await add({ lastName: 'Twice', company: 'Acme' }, as.admin, `?userId=${cast.colleague.id}`);
    assert.equal((await one(theirOwn, as.colleague)).ownerUserId, cast.colleague.id);
  });

  it('are listed by filter, by id and page by page (v4)', async () => {
    const ids: string[] = [];
    for (const number of [1, 2, 3]) ids.push(await add({ lastName: `List ${number}`, externalId: `L-${number}` }));
    const shared = await add({ lastName: 'List 4', externalId: 'L-4', attendeeTypeCode: 'EMPLOYEE' });
    const list = async (query: string, by = as.traveler, status = 200) => {
      const reply = await call('GET', `${V4}?${query}`, { as: by });
      assert.equal(reply.status, status, reply.text);
      return reply.json;
    };
    const idsOf = (page: Json): string[] => page.items.map((item: Json) => item.id);
    assert.deepEqual(idsOf(await list('externalId=L-1,L-3,none')), [ids[2], ids[0]]);
    assert.deepEqual(idsOf(await list('externalId=L-1,L-4', as.colleague)), [shared]);
    assert.deepEqual(idsOf(await list('externalId=L-1,L-4&attendeeTypeCode=employee')), [shared]);
    assert.deepEqual(idsOf(await list(`externalId=L-1&userId=${cast.traveler.id}`, as.admin)), [ids[0]]);
    assert.deepEqual(idsOf(await list(`externalId=L-1&userId=${cast.colleague.id}`, as.company)), []);
    const page = await list('externalId=L-1,L-2,L-3&limit=2');
    assert.deepEqual(idsOf(page), [ids[2], ids[1]]);
    const next = await call('GET', page.nextPage, { as: as.traveler });
    assert.deepEqual([idsOf(next.json), next.json.nextPage], [[ids[0]], undefined]);
    assert.match(page.nextPage, /^http:\/\/us\.localhost:8080\/v4\/attendees\?.*externalId=L-1/);
    const item = (await list('externalId=L-4')).items[0];
    assert.deepEqual([item.ownerName, item.ownerUserId], ['System, Concur', '00000000-0000-0000-0000-000000000000']);

    assert.deepEqual(idsOf(await list(`id=${ids[1]},${ids[0]}&externalId=ignored`)), [ids[1], ids[0]]);
    assert.deepEqual(idsOf(await list(`id=${ids[1]},${cast.policyId}`, as.traveler, 206)), [ids[1]]);
    assert.deepEqual(idsOf(await list(`id=${ids[1]},${shared}`, as.colleague, 206)), [shared]);
    await list(`id=${ids[1]}`, as.colleague, 404);
    await list(`id=${ids[1]}`, theirs.asCompany(SCOPES), 404);
    const deleted = await call('DELETE', `${V3}/${encodeURIComponent(opaqueId('g', 'attendee', ids[2] ?? ''))}`, {
      as: as.traveler,
    });
    assert.equal(deleted.status, 200, deleted.text);
    assert.deepEqual(idsOf(await list(`id=${ids[2]},${ids[1]}`, as.traveler, 206)), [ids[1]]);
    assert.deepEqual(idsOf(await list(`id=${ids[2]}&includeDeleted=true`)), [ids[2]]);
    assert.equal((await call('GET', `${V4}/${ids[2]}?includeDeleted=true`, { as: as.traveler })).status, 200);
    await problem(404, undefined, call('GET', `${V4}/${ids[2]}`, { as: as.traveler }));
    for (const wrong of ['limit=101', 'limit=0', 'offset=x', 'id=x', `externalId=${'a,'.repeat(11)}`, 'colour=blue', 'userId=x'])
      await list(wrong, as.admin, 400);
    await list(`userId=${cast.traveler.id}`, as.colleague, 403);
    await list('', cast.as(cast.traveler, ['attendee.writeonly']), 403);
    assert.equal((await call('GET', V4)).status, 401);
  });

  it('are the same in v3, in JSON and in XML', async () => {
    const made = await call('POST', V3, {
      as: as.traveler,
      accept: '',
      xml: '<Attendee><AttendeeTypeCode>BUSGUEST</AttendeeTypeCode><LastName>Third</LastName><Custom8>Bern</Custom8></Attendee>',
    });
    assert.equal(made.status, 200, made.text);
    assert.match(made.text, /<CreateResponse/);
    const uri = element(made.text, 'URI') ?? '';
    const id = parseOpaqueId('g', 'attendee', element(made.text, 'ID') ?? '') ?? '';
    const json = (await call('GET', uri, { as: as.traveler })).json;
    const v4 = await one(id);
    assert.deepEqual(
      [json.LastName, json.OwnerName, json.OwnerLoginID, json.VersionNumber, json.Custom8, json.Custom1, json.FirstName],
      [
        v4.lastName,
        v4.ownerName,
        cast.traveler.userName,
        1,
        { Type: 'Text', Value: 'Bern', Code: null, ListItemID: null },
        null,
        null,
      ],
    );
    assert.deepEqual(
      [json.TotalAmountYTD, json.TotalAmountPrevYear, json.HasExceptionsYTD, json.CurrencyCode],
      [0, 0, false, 'USD'],
    );
    const xml = (await call('GET', uri, { as: as.traveler, accept: 'application/xml' })).text;
    for (const name of ['ID', 'LastName', 'OwnerLoginID', 'AttendeeTypeID', 'CurrencyCode'])
      assert.equal(element(xml, name), json[name], name);
    assert.equal(element(xml, 'Value'), 'Bern');
    const whole = await call('PUT', uri, { as: as.traveler, body: json });
    assert.deepEqual([whole.status, whole.text], [200, '']);
    const wholeXml = await call('PUT', uri, { as: as.traveler, accept: '', xml });
    assert.deepEqual([wholeXml.status, wholeXml.text], [200, '']);
    assert.equal((await one(id)).versionNumber, 1, 'what is sent back as it was read changes nothing');
    const coded = await call('PUT', uri, { as: as.traveler, body: { Custom8: { Value: 'Basel' } } });
    assert.equal(coded.status, 200, coded.text);
    assert.equal((await one(id)).custom8.value, 'Basel');
    const unknownItem = { Custom8: { Type: 'List', Value: 'x', ListItemID: 'x' } };
    assert.equal((await call('PUT', uri, { as: as.traveler, body: unknownItem })).status, 400);
    const part = await call('PUT', uri, {
      as: as.traveler,
      body: { FirstName: 'Theo', Custom8: '', AttendeeTypeID: json.AttendeeTypeID },
    });
    assert.deepEqual([part.status, part.text], [200, '']);
    const now = await one(id);
    assert.deepEqual([now.firstName, now.lastName, now.custom8, now.versionNumber], ['Theo', 'Third', undefined, 3]);
    const refused = async (status: number, reply: ReturnType<Client>) => {
      const { status: got, json: body, text } = await reply;
      assert.equal(got, status, text);
      assert.equal(typeof body.Error.Message, 'string');
    };
    const change = (body: object, by = as.traveler) => call('PUT', uri, { as: by, body });
    await refused(400, change({ AttendeeTypeCode: 'SPOUSE' }));
    await refused(400, change({ Suffix: 'x'.repeat(33) }));
    await refused(404, change({ LastName: 'Mine' }, as.colleague));
    await refused(404, call('GET', `${V3}/gWnobody`, { as: as.traveler }));
    await refused(404, call('GET', uri, { as: theirs.asCompany(SCOPES) }));
    const post = (body: object, by = as.traveler, query = '') => call('POST', V3 + query, { as: by, body });
    await refused(400, post({ LastName: 'Typeless' }));
    await refused(400, post({ AttendeeTypeCode: 'NOSHOWS', LastName: 'X' }));
    await refused(400, post({ AttendeeTypeID: 'gWx', LastName: 'X' }));
    await refused(400, post({ AttendeeTypeID: json.AttendeeTypeID, LastName: 'Third', FirstName: 'Theo' }));
    await refused(400, post({ AttendeeTypeID: json.AttendeeTypeID, LastName: 'X' }, as.admin, '?user=nobody@nowhere.example'));
    await refused(
      403,
      post({ AttendeeTypeID: json.AttendeeTypeID, LastName: 'X' }, as.traveler, `?user=${cast.colleague.userName}`),
    );
    const theirOwn = await post(
      { AttendeeTypeID: json.AttendeeTypeID, LastName: 'X' },
      as.admin,
      `?user=${cast.colleague.userName}`,
    );
    assert.equal((await call('GET', theirOwn.json.URI, { as: as.colleague })).json.OwnerLoginID, cast.colleague.userName);

    const list = async (query: Record<string, string>, by = as.traveler) => {
      const reply = await call('GET', `${V3}?${new URLSearchParams(query).toString()}`, { as: by });
      assert.equal(reply.status, 200, reply.text);
      return reply.json;
    };
    const all = await list({ attendeeTypeID: json.AttendeeTypeID, limit: '100' });
    assert.ok(all.Items.some((item: Json) => item.ID === json.ID));
    const first = await list({ limit: '1' });
    const second = (await call('GET', first.NextPage, { as: as.traveler })).json;
    assert.notEqual(first.Items[0].ID, second.Items[0].ID);
    const shown = (await list({ user: cast.traveler.userName, limit: '100' }, as.admin)).Items;
    const system = shown.find((item: Json) => item.AttendeeTypeCode === 'NOSHOWS');
    assert.deepEqual(
      [system.LastName, system.OwnerName, system.OwnerLoginID],
      ['No Show Attendee', 'System, Concur', 'ConcurSystem'],
    );
    assert.deepEqual((await list({ externalID: 'nobody' })).Items, []);
    await refused(400, call('GET', `${V3}?attendeeTypeID=x`, { as: as.traveler }));
    await refused(400, call('GET', `${V3}?externalID=${'a,'.repeat(11)}`, { as: as.traveler }));
    await refused(400, call('GET', `${V3}?offset=x`, { as: as.traveler }));
    const xmlList = await call('GET', `${V3}?limit=1`, { as: as.traveler, accept: 'application/xml' });
    assert.match(xmlList.text, /<Attendees[^>]*><Items><Attendee><ID>/);
    await refused(404, call('DELETE', uri, { as: as.colleague }));
    assert.equal((await call('DELETE', uri, { as: as.traveler })).status, 200);
    await refused(404, call('GET', uri, { as: as.traveler }));
    const noShows = `${V3}/${encodeURIComponent(system.ID)}`;
    await refused(400, call('PUT', noShows, { as: as.company, body: { LastName: 'X' } }));
    await refused(400, call('DELETE', noShows, { as: as.company }));
  });
});
