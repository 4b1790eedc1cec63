import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { curlOf } from './curl.ts';
import { referenceIdOf, shortened, type Exchange, type Refusal } from './exchange.ts';
import { explain } from './explain.ts';
import { isFiltered, queryOf, readPlace } from './filters.ts';
import { pretty, prettyJson } from './pretty.ts';
import { windowOf } from './window.ts';

const refusal = (over: Partial<Refusal>): Refusal => ({
  code: '',
  message: 'said',
  anyOf: [],
  needed: [],
  given: null,
  reason: null,
  issues: [],
  appHas: false,
  ...over,
});
const exchange = (over: Partial<Exchange>): Exchange =>
  ({ status: 403, faultId: null, refusal: null, principal: { kind: 'user', id: '1', name: 'Ada' }, ...over }) as Exchange;

describe('the address of the request log', () => {
  it('keeps what it knows and lets go of the rest', () => {
    assert.deepEqual(
      readPlace({ app: 'a', status: 404, method: 'BREW', span: '1h', q: 12, from: 'monday', open: 'x', evil: 1 }),
      {
        app: 'a',
        status: 404,
        span: '1h',
        q: '12',
        open: 'x',
      },
    );
    assert.deepEqual(readPlace({ status: '9xx', q: '  ' }), {});
    assert.equal(isFiltered(readPlace({ open: 'x' })), false);
  });

  it('asks the server; a span takes the place of two moments', () => {
    const now = Date.parse('2026-03-02T09:00:30Z');
    assert.deepEqual(queryOf({ status: '4xx', span: '15m', to: '2026-01-01T00:00:00.000Z' }, now), {
      status: '4xx',
      from: '2026-03-02T08:45:00.000Z',
    });
    assert.deepEqual(queryOf({ from: '2026-01-01T00:00:00.000Z', q: 'a b' }, now), {
      from: '2026-01-01T00:00:00.000Z',
      search: 'a b',
    });
  });
});

describe('the rows in sight', () => {
  it('are always among those there are, and hold those that are seen', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 5_000_000 }), fc.nat(2000), fc.nat(100_000), (scrollTop, height, rows) => {
        const { first, end } = windowOf({ scrollTop, height, rowHeight: 44, rows });
        assert.ok(first >= 0 && first <= end && end <= rows);
        const top = Math.floor(Math.max(0, scrollTop) / 44);
        if (top < rows) assert.ok(first <= top && end > top - 1);
        assert.ok(end - first <= Math.ceil(height / 44) + 24);
      }),
    );
  });
});

describe('a line of the log', () => {
  it('leaves out the middle of long ids and nothing else', () => {
    assert.equal(
      shortened('/a/0199f189-567e-708f-9db7-f82f3e196e71/reports/01A1EB3BE5FE34D5CF25?x=0123456789'),
      '/a/0199…6e71/reports/01A1…CF25?x=0123456789',
    );
  });
});

describe('an operation', () => {
  it('has another name in the reference', () => {
    assert.equal(referenceIdOf('expense-reports.v4.listReports'), 'expense-reports-v4.listReports');
    assert.equal(referenceIdOf('connection-requests.v3.0.getRequest'), 'connection-requests-v3.0.getRequest');
  });
});

describe('a request as a command line', () => {
  it('says everything but the token, and nothing in it is read by the shell', () => {
    const body = { state: 'whole', text: `{"name":"it's $HOME"}`, bytes: 1, hidden: false } as const;
    const headers = [
      { name: 'authorization', value: 'Bearer [redacted]' },
      { name: 'content-type', value: 'application/json' },
      { name: 'content-length', value: '12' },
      { name: 'cookie', value: 'a=[redacted]' },
    ];
    const made = curlOf({
      method: 'POST',
      origin: 'http://127.0.0.1:8080',
      path: '/a',
      query: 'b=c&d=e',
      request: { headers, body },
    });
    assert.equal(
      made,
      [
        `curl -i -X POST 'http://127.0.0.1:8080/a?b=c&d=e' \\`,
        `  -H "Authorization: Bearer $TOKEN" \\`,
        `  -H 'content-type: application/json' \\`,
        `  --data-raw '{"name":"it'\\''s $HOME"}'`,
      ].join('\n'),
    );
  });
});

describe('a body for people', () => {
  it('has the same signs as the one on the wire, and reads the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const wire = JSON.stringify(value);
        const shown = prettyJson(wire);
        assert.deepEqual(JSON.parse(shown), JSON.parse(wire));
        assert.equal(JSON.stringify(JSON.parse(shown), null, 2), JSON.stringify(JSON.parse(wire), null, 2));
      }),
    );
    assert.equal(
      pretty('{"a":1.50000000000000000001,"b":[],"c":{}}', 'application/json'),
      '{\n  "a": 1.50000000000000000001,\n  "b": [],\n  "c": {}\n}',
    );
  });

  it('puts XML in lines and leaves other text alone', () => {
    assert.equal(
      pretty('<?xml version="1.0"?><A><B x="1">text</B><C/><D></D></A>', 'application/xml'),
      '<?xml version="1.0"?>\n<A>\n  <B x="1">text</B>\n  <C/>\n  <D></D>\n</A>',
    );
    assert.equal(pretty('a < b, {c', 'text/plain'), 'a < b, {c');
    assert.equal(pretty('{"broken": ', 'application/json'), '{\n  "broken": ');
  });
});

describe('why a call was refused', () => {
  it('tells an app that lacks a scope from a token that was made before', () => {
    const missing = (appHas: boolean) =>
      explain(exchange({ refusal: refusal({ code: 'http.scope-missing', anyOf: ['user.read'], appHas }) }));
    assert.deepEqual([missing(false)?.way, missing(true)?.way], ['scopes', 'token']);
    assert.equal(missing(false)?.values['scopes'], 'user.read');
  });

  it('knows kinds of token, expiry, grants and faults, and falls back on what the server said', () => {
    const of = (over: Partial<Refusal>) => explain(exchange({ refusal: refusal(over) }));
    assert.equal(of({ code: 'http.wrong-principal', needed: ['company'], given: 'app' })?.how, 'explain.kind.how.company');
    assert.equal(of({ code: 'http.wrong-principal', needed: ['user', 'company'] })?.how, 'explain.kind.how.either');
    assert.equal(of({ code: 'http.token-invalid', reason: 'it has expired' })?.what, 'explain.expired');
    assert.equal(of({ code: 'oauth.grant.refused', reason: 'client-secret-wrong' })?.way, 'secrets');
    assert.equal(of({ code: 'expense.report.not-found' })?.what, 'explain.other');
    assert.equal(explain(exchange({ status: 0, faultId: 'f' }))?.way, 'faults');
    assert.equal(explain(exchange({ status: 200 })), undefined);
  });
});
