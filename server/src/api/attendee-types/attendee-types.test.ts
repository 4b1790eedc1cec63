import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, element, type Cast, type Client, type Json } from '../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';

const V4 = '/v4/attendeetypes';
const V3 = '/api/v3.0/expense/attendeetypes';
const SCOPES = ['attendee.admin.read'];

describe('attendee types through v4 and v3', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let company: string;
  let admin: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    company = cast.asCompany(SCOPES);
    admin = cast.as(cast.admin, SCOPES);
  });
  after(() => program.close());

  const types = async (): Promise<Json[]> => {
    const reply = await call('GET', V4, { as: company });
    assert.equal(reply.status, 200, reply.text);
    return reply.json;
  };
  const refused = async (status: number, reply: ReturnType<Client>) => {
    const { status: got, json, text } = await reply;
    assert.equal(got, status, text);
    assert.equal(typeof json.Error.Message, 'string');
  };

  it('are listed with all their settings, the system’s too (v4)', async () => {
    const all = await types();
    const guest = all.find(({ code }) => code === 'BUSGUEST');
    assert.match(guest.id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(
      { ...guest, id: '', form: guest.form.name },
      {
        id: '',
        code: 'BUSGUEST',
        name: 'Business Guest',
        form: 'Business Guest Attendee Form',
        duplicateSearchFields: ['title', 'company', 'ownerEmpName', 'firstName', 'lastName'],
        isPublic: false,
        isActive: true,
        isDeleted: false,
        permitAdds: true,
        allowManuallyEnteredAttendees: true,
        allowAttendeeCountEditing: true,
        searchPreference: 'DS',
        systemRecord: false,
      },
    );
    assert.deepEqual(
      new Set(all.filter(({ systemRecord }) => systemRecord).map(({ code }) => code)),
      new Set(['NOSHOWS', 'SYSEMP', 'UNDEF']),
    );
    assert.equal((await call('GET', V4)).status, 401);
    assert.equal((await call('GET', V4, { as: admin })).status, 401);
    assert.equal((await call('GET', V4, { as: cast.asCompany(['attendee.read']) })).status, 403);
  });

  it('are made, changed in part, paged and retired (v3)', async () => {
    const made = await call('POST', V3, {
      as: admin,
      accept: '',
      xml:
        '<AttendeeType><Name>Journalist</Name><Code>PRESS</Code><DuplicateSearchFields><DuplicateSearchField>ExternalId</DuplicateSearchField>' +
        '<DuplicateSearchField>Custom8</DuplicateSearchField></DuplicateSearchFields></AttendeeType>',
    });
    assert.equal(made.status, 200, made.text);
    const uri = element(made.text, 'URI') ?? '';
    const read = async () => (await call('GET', uri, { as: admin })).json;
    const press = await read();
    assert.deepEqual(
      { ...press, AttendeeFormID: '' },
      {
        ID: element(made.text, 'ID'),
        URI: uri,
        Name: 'Journalist',
        Code: 'PRESS',
        AttendeeFormID: '',
        DuplicateSearchFields: ['ExternalId', 'Custom8'],
        ConnectorID: '',
        AllowManuallyEnteredAttendees: true,
        AllowAttendeeCountEditing: true,
      },
    );
    const xml = (await call('GET', uri, { as: admin, accept: 'application/xml' })).text;
    assert.match(xml, /<DuplicateSearchFields><DuplicateSearchField>ExternalId<\/DuplicateSearchField>/);
    const put = (body: object, as = admin) => call('PUT', uri, { as, body });
    const changed = await put({ ...press, Name: 'Press', AllowAttendeeCountEditing: false });
    assert.deepEqual([changed.status, changed.text], [200, '']);
    assert.deepEqual(
      [(await read()).Name, (await read()).AllowAttendeeCountEditing, (await read()).Code],
      ['Press', false, 'PRESS'],
    );
    await refused(400, put({ DuplicateSearchFields: ['Colour'] }));
    await refused(400, put({ Code: 'BUSGUEST' }));
    await refused(400, put({ AttendeeFormID: 'gWx' }));
    await refused(400, put({ ConnectorID: 'gWx' }));
    await refused(400, put({ Colour: 'blue' }));
    await refused(403, put({ Name: 'Mine' }, cast.as(cast.traveler, SCOPES)));
    const post = (body: object, as = admin) => call('POST', V3, { as, body });
    await refused(400, post({ Name: 'Press', Code: 'OTHER' }));
    await refused(400, post({ Name: 'Other' }));
    await refused(403, post({ Name: 'Other', Code: 'OTHER' }, cast.as(cast.traveler, SCOPES)));

    const codes: string[] = [];
    let url = `${V3}?limit=2`;
    while (url) {
      const page = await call('GET', url, { as: cast.as(cast.traveler, SCOPES) });
      assert.equal(page.status, 200, page.text);
      codes.push(...page.json.Items.map((item: Json) => item.Code));
      url = page.json.NextPage;
    }
    assert.deepEqual(codes, ['BUSGUEST', 'SPOUSE', 'EMPLOYEE', 'HCP', 'GOVOFF', 'PRESS']);
    const list = await call('GET', V3, { as: admin, accept: 'application/xml' });
    assert.match(list.text, /<AttendeeTypes[^>]*><Items><AttendeeType><ID>/);
    await refused(400, call('GET', `${V3}?offset=x`, { as: admin }));
    await refused(400, call('GET', `${V3}?limit=101`, { as: admin }));

    await refused(403, call('DELETE', uri, { as: cast.as(cast.traveler, SCOPES) }));
    assert.equal((await call('DELETE', uri, { as: admin })).status, 200);
    await refused(404, call('GET', uri, { as: admin }));
    await refused(404, call('DELETE', uri, { as: admin }));
    await refused(404, call('GET', `${V3}/x`, { as: admin }));
    assert.equal((await types()).find(({ code }) => code === 'PRESS').isDeleted, true);
    assert.equal((await post({ Name: 'Press', Code: 'PRESS' })).status, 200, 'a retired name is free again');
    const guest = (await call('GET', V3, { as: admin })).json.Items.find((item: Json) => item.Code === 'BUSGUEST');
    await refused(400, call('DELETE', guest.URI, { as: admin }));
    await refused(400, call('PUT', guest.URI, { as: admin, body: { Code: 'GUEST' } }));
    const other = await castOf(program);
    await refused(404, call('GET', guest.URI, { as: other.asCompany(SCOPES) }));
    await refused(404, call('PUT', guest.URI, { as: other.asCompany(SCOPES), body: { Name: 'Mine' } }));
  });
});
