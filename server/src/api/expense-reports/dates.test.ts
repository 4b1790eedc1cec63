import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { castOf, clientOf, type Cast, type Client } from '../../../test/harness/reports.ts';

const V1 = '/api/expense/expensereport/v1.1';

describe('dates that no calendar has', () => {
  let program: TestProgram;
  let cast: Cast;
  let client: Client;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    client = clientOf(program);
  });
  after(() => program.close());

  it('are refused by every search, and do not roll over into the next month', async () => {
    for (const day of ['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '0000-01-01']) {
      for (const url of [
        `/api/v3.0/expense/reports?user=ALL&createDateAfter=${day}`,
        `/api/v3.0/expense/reports?user=ALL&userDefinedDateBefore=${day}`,
        `/api/expense/expensereport/v2.0/Reports?modifiedAfterDate=${day}`,
        `${V1}/ReportsList/ALL/LastModified?date=${day}`,
      ]) {
        const answer = await client('GET', url, { as: cast.asCompany(), accept: '' });
        assert.equal(answer.status, 400, `${url}: ${answer.text}`);
      }
    }
  });

  it('are refused in what is written', async () => {
    const as = cast.as(cast.traveler);
    for (const day of ['2026-02-30', '0000-01-01']) {
      const newest = await client('POST', `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports`, {
        as,
        body: { name: 'One', policyId: cast.policyId, reportDate: day },
      });
      const middle = await client('POST', '/api/v3.0/expense/reports', { as, body: { Name: 'One', UserDefinedDate: day } });
      const oldest = await client('POST', `${V1}/report`, {
        as,
        xml: `<Report><Name>One</Name><UserDefinedDate>${day} 00:00:00.0</UserDefinedDate></Report>`,
        accept: '',
      });
      assert.deepEqual([newest.status, middle.status], [400, 400], newest.text + middle.text);
      assert.ok(oldest.status === 400 || oldest.text.includes('FAILURE'), oldest.text);
    }
  });

  it('are told from the last that there is', async () => {
    const url = '/api/v3.0/expense/reports?user=ALL&userDefinedDateBefore=9999-12-31T10:00:00&createDateBefore=9999-12-31';
    const answer = await client('GET', url, { as: cast.asCompany() });
    assert.equal(answer.status, 200, answer.text);
  });
});
