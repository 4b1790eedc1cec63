import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CHECKLIST, fault } from './checklist.ts';
import { connectAddress, isShownTo, STEPS, stepsFrom, type Listing, type StepName } from './listing.ts';
import { readLogo } from './logo.ts';

const listing = (given: Partial<Listing>): Listing => ({
  appId: 'a',
  ownerCompanyId: 'maker',
  state: 'published',
  installation: 'enterprise',
  name: '',
  partner: '',
  summary: '',
  description: '',
  categories: [],
  supportUrl: '',
  privacyUrl: '',
  termsUrl: '',
  websiteUrl: '',
  countries: [],
  companies: [],
  checklist: {},
  remark: undefined,
  hasLogo: false,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  publishedAt: undefined,
  ...given,
});
const customer = { companyId: 'customer', country: 'DE', manages: true };

describe('a listing', () => {
  it('is shown by company and country, before it is published to its makers alone', () => {
    const cases: [Partial<Listing>, boolean][] = [
      [{}, true],
      [{ countries: ['DE'] }, true],
      [{ countries: ['FR'] }, false],
      [{ companies: ['customer'] }, true],
      [{ companies: ['other'] }, false],
      [{ companies: ['customer'], countries: ['FR'] }, false],
      [{ state: 'certified' }, false],
      [{ state: 'draft', ownerCompanyId: 'customer' }, true],
      [{ companies: ['other'], ownerCompanyId: 'customer' }, true],
    ];
    for (const [given, shown] of cases) assert.equal(isShownTo(listing(given), customer), shown, JSON.stringify(given));
    assert.equal(isShownTo(listing({ state: 'draft', ownerCompanyId: 'customer' }), { ...customer, manages: false }), false);
  });

  it('leads from any state to published and back to a draft', () => {
    const reach = (from: Listing['state'], to: Listing['state'], seen: readonly string[] = []): boolean =>
      from === to || stepsFrom(from).some((step) => !seen.includes(STEPS[step].to) && reach(STEPS[step].to, to, [...seen, from]));
    for (const state of ['draft', 'submitted', 'certified', 'published'] as const)
      assert.deepEqual([reach(state, 'published'), reach(state, 'draft')], [true, true], state);
    const reviews = (Object.keys(STEPS) as StepName[]).filter((step) => STEPS[step].by === 'reviewer');
    assert.deepEqual(reviews, ['return', 'certify', 'publish']);
  });

  it('sends people to the app’s own address with what it has of its own', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true }),
        fc.uuid(),
        fc.uuid(),
        fc.option(fc.uuid()),
        (uri, id, requestToken, user) => {
          const before = new URL(uri);
          for (const name of ['id', 'requestToken', 'userId']) before.searchParams.delete(name);
          const after = new URL(connectAddress(uri, { id, requestToken, userId: user ?? undefined }));
          assert.deepEqual([after.origin, after.pathname], [before.origin, before.pathname]);
          assert.deepEqual([after.searchParams.get('id'), after.searchParams.get('requestToken')], [id, requestToken]);
          if (user !== null) assert.equal(after.searchParams.get('userId'), user);
          for (const [name, value] of before.searchParams) assert.ok(after.searchParams.getAll(name).includes(value));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('the certification', () => {
  it('has each requirement once, and passes none over but those that concern some apps', () => {
    assert.equal(new Set(CHECKLIST.map(({ id }) => id)).size, CHECKLIST.length);
    for (const { id, optional } of CHECKLIST) {
      assert.ok(fault(id, undefined));
      assert.equal(fault(id, { answer: 'met', note: '' }), undefined);
      assert.equal(fault(id, { answer: 'not-applicable', note: 'We post no receipts' }) === undefined, optional, id);
      assert.ok(fault(id, { answer: 'not-applicable', note: ' ' }));
    }
  });
});

describe('a logo', () => {
  it('is what its bytes say, and small', () => {
    const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');
    assert.deepEqual(readLogo(jpeg.toString('base64')), { type: 'image/jpeg', data: jpeg.toString('base64') });
    const webp = Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1');
    assert.equal((readLogo(webp.toString('base64')) as { type: string }).type, 'image/webp');
    for (const wrong of ['', 'not base64 at all!', Buffer.from('<svg/>').toString('base64')])
      assert.equal(readLogo(wrong), 'invalid');
    assert.equal(readLogo(Buffer.concat([jpeg, Buffer.alloc(100 * 1024)]).toString('base64')), 'invalid');
  });
});
