import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { registerApp, SYSTEM, type TestApp } from '../../../test/harness/apps.ts';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { EPOCH, testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Caller } from '../../platform/context.ts';
import type { DomainError } from '../../platform/errors.ts';
import { createOAuth, type Place } from './index.ts';
import { parseJwt, signJwt } from './jwt.ts';

const HOUR = 3_600_000;
const place: Place = { dataCenter: 'us', geolocationOf: () => 'http://us.localhost:8080' };

let program: TestProgram;
let company: Caller & { companyId: string };
let app: TestApp;
let userId: string;

before(async () => {
  program = await testProgram();
  company = await foundCompany(program);
  userId = (await hire(program, company)).id;
  app = await registerApp(program, { scopes: ['user.read'] });
});
after(() => program.close());

const request = () => ({ work: program.unitOfWork, caller: SYSTEM, clock: program.clock });
const oauth = () => program.modules.oauth;
const userToken = () => oauth().tokensFor(request(), { appId: app.id, principalId: userId, place });
const actor = (authorization: string | undefined) => oauth().authenticate(program.unitOfWork, program.clock, authorization);
const refusal = (authorization: string | undefined) =>
  actor(authorization).then(
    () => 'let in',
    (error: DomainError) => error.message,
  );
const publishedKids = async () => (await oauth().publishedKeys(program.unitOfWork, program.clock)).map(({ kid }) => kid);
/** A second process on the same database. */
const secondProcess = (masterKey = program.config.masterKey ?? '') => createOAuth({ masterKey, ...program.modules });

describe('an Authorization header', () => {
  it('names a user, a company or an app', async () => {
    const user = await userToken();
    const expected = { kind: 'user', userId, companyId: company.companyId, appId: app.id, scopes: new Set(['user.read']) };
    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'OAuth'])
      assert.deepEqual(await actor(`${scheme} ${user.accessToken}`), expected);
    const ofCompany = await oauth().tokensFor(request(), { appId: app.id, principalId: company.companyId, place });
    assert.equal((await actor(`Bearer ${ofCompany.accessToken}`)).kind, 'company');
    const ofApp = await oauth().tokensFor(request(), { appId: app.id, place });
    assert.equal((await actor(`Bearer ${ofApp.accessToken}`)).kind, 'app');
  });

  it('is missing when it is none, or of another scheme', async () => {
    for (const header of [undefined, '', 'Bearer', 'Basic dGVycnk6', 'Bearer a b'])
      assert.match(await refusal(header), /No access token/);
  });

  it('is refused when forged, expired, from the future, or an id token', async () => {
    const { accessToken, idToken } = await userToken();
    const [head = '', body = '', signature = ''] = accessToken.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const raised = encode({ ...claims, 'concur.scopes': ['company.write'] });
    assert.match(await refusal(`Bearer ${head}.${raised}.${signature}`), /signature is wrong/);
    assert.match(await refusal(`Bearer ${encode({ alg: 'none' })}.${body}.`), /malformed/);
    const kid = parseJwt(accessToken)?.kid ?? '';
    assert.match(await refusal(`Bearer ${encode({ alg: 'HS256', kid })}.${body}.${signature}`), /malformed/);
    const own = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    assert.match(await refusal(`Bearer ${await signJwt({ kid, privateKey: own }, claims as never)}`), /signature is wrong/);
    const strange = await signJwt({ kid: 'strange', privateKey: own }, claims as never);
    assert.match(await refusal(`Bearer ${strange}`), /key is unknown/);
    assert.match(await refusal(`Bearer ${idToken}`), /no access token/);
    for (const nonsense of ['a.b.c', '..', 'e30.e30.e30', 'nodots'])
      assert.match(await refusal(`Bearer ${nonsense}`), /not valid/);
  });

  it('holds for an hour to the second, also once it has been verified', async () => {
    const { accessToken } = await userToken();
    await actor(`Bearer ${accessToken}`);
    program.clock.advance(HOUR - 1000);
    assert.equal((await actor(`Bearer ${accessToken}`)).kind, 'user');
    program.clock.advance(1000);
    assert.match(await refusal(`Bearer ${accessToken}`), /has expired/);
    program.clock.set(new Date(EPOCH.getTime() - 2 * 60_000));
    assert.match(await refusal(`Bearer ${accessToken}`), /not valid yet/);
    program.clock.set(EPOCH);
  });

  it('outlives the enabling of its app: a JWT holds until it expires', async () => {
    const { accessToken } = await userToken();
    await program.unitOfWork.write(SYSTEM, (ctx) => oauth().setAppEnabled(ctx, app.id, false));
    assert.equal((await actor(`Bearer ${accessToken}`)).kind, 'user');
    await program.unitOfWork.write(SYSTEM, (ctx) => oauth().setAppEnabled(ctx, app.id, true));
  });
});

describe('the signing keys', () => {
  it('rotate without breaking a token in flight, and go when the last one is over', async () => {
    const before = (await userToken()).accessToken;
    const old = parseJwt(before)?.kid ?? '';
    const fresh = await oauth().rotateSigningKey(program.unitOfWork, program.clock);
    const signed = (await userToken()).accessToken;
    assert.equal(parseJwt(signed)?.kid, fresh);
    assert.deepEqual((await publishedKids()).sort(), [fresh, old].sort());
    assert.equal((await actor(`Bearer ${before}`)).kind, 'user');
    program.clock.advance(HOUR + 61_000);
    assert.deepEqual(await publishedKids(), [fresh]);
    program.clock.set(EPOCH);
  });

  it('of another process verify at once and sign within a minute', async () => {
    const other = secondProcess();
    const mine = (await other.tokensFor(request(), { appId: app.id, place })).accessToken;
    program.clock.advance(1000);
    const fresh = await oauth().rotateSigningKey(program.unitOfWork, program.clock);
    const { accessToken } = await userToken();
    assert.equal((await other.authenticate(program.unitOfWork, program.clock, `Bearer ${accessToken}`)).kind, 'user');
    program.clock.advance(61_000);
    const later = (await other.tokensFor(request(), { appId: app.id, place })).accessToken;
    assert.notEqual(parseJwt(mine)?.kid, fresh);
    assert.equal(parseJwt(later)?.kid, fresh);
    program.clock.set(EPOCH);
  });

  it('stay readable under the master key alone: another makes its own and still verifies', async () => {
    const { accessToken } = await userToken();
    const lost = secondProcess('some other master key');
    const { accessToken: signed } = await lost.tokensFor(request(), { appId: app.id, place });
    assert.notEqual(parseJwt(signed)?.kid, parseJwt(accessToken)?.kid);
    assert.equal((await lost.authenticate(program.unitOfWork, program.clock, `Bearer ${accessToken}`)).kind, 'user');
  });
});
