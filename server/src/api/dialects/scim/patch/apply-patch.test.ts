import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { InvalidInput } from '../../../../platform/http/refusals.ts';
import type { Document, Schemas } from '../schema/attribute.ts';
import { CORE_USER, ENTERPRISE_USER, PATCH_OP } from '../urns.ts';
import { coreUser, enterpriseUser } from '../user/user-schemas.ts';
import { applyPatch } from './apply-patch.ts';

const ROLE = 'urn:ietf:params:scim:schemas:extension:spend:2.0:Role';
const APPROVER = 'urn:ietf:params:scim:schemas:extension:spend:2.0:Approver';
const SPEND = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';
const text = (name: string) => ({ name, type: 'string' as const, description: name });
const many = (name: string, subAttributes: readonly { name: string }[]) => ({
  name,
  type: 'complex' as const,
  description: name,
  multiValued: true as const,
  subAttributes: subAttributes as readonly ReturnType<typeof text>[],
});
const approver = {
  name: 'approver',
  type: 'complex' as const,
  description: '',
  subAttributes: [text('value'), text('employeeNumber')],
};
const schemas: Schemas = [
  { ...coreUser, attributes: [...coreUser.attributes, many('members', [text('value'), text('display')])] },
  enterpriseUser,
  { id: ROLE, name: 'Role', description: '', attributes: [many('roles', [text('roleName')])] },
  { id: APPROVER, name: 'Approver', description: '', attributes: [many('report', [approver])] },
  { id: SPEND, name: 'User', description: '', attributes: [many('customData', [text('id'), text('value')]), text('country')] },
];

const before: Document = {
  id: '1',
  userName: 'ann@people.example',
  active: true,
  name: { familyName: 'Brown', givenName: 'Ann', formatted: 'Brown, Ann ' },
  emails: [
    { type: 'work', value: 'ann@people.example', verified: true },
    { type: 'home', value: 'ann@home.example' },
  ],
  members: [{ value: 'a', display: 'A' }, { value: 'b' }],
  [ENTERPRISE_USER]: { companyId: 'c', department: 'D', leavesOfAbsence: [{ startDate: '2020-06-01', endDate: '2020-07-01' }] },
  [ROLE]: { roles: [{ roleName: 'EXP_USER' }, { roleName: 'EXP_APPROVER' }] },
  [APPROVER]: { report: [{ approver: { value: 'uuid-1' } }, { approver: { value: 'uuid-2' } }] },
  [SPEND]: {
    country: 'US',
    customData: [
      { id: 'custom2', value: 'x' },
      { id: 'custom3', value: 'y' },
    ],
  },
};

const patch = (...Operations: readonly unknown[]): Document =>
  applyPatch(before, { schemas: [PATCH_OP], Operations }, { schemas, unknown: 'refuse' });
const after = (changes: Record<string, unknown>): unknown => {
  const { id: _id, ...rest } = structuredClone(before) as Record<string, unknown>;
  const whole: Record<string, unknown> = { ...rest, name: { familyName: 'Brown', givenName: 'Ann' }, ...changes };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
};
const enterprise = (changes: Record<string, unknown>) => ({
  [ENTERPRISE_USER]: { ...(before[ENTERPRISE_USER] as Record<string, unknown>), ...changes },
});
const refused = (...operations: readonly unknown[]): string => {
  try {
    patch(...operations);
  } catch (error) {
    assert.ok(error instanceof InvalidInput, String(error));
    return String(error.issues[0]?.rule);
  }
  return 'nothing';
};

describe('a patch', () => {
  const cases: readonly (readonly [name: string, operation: Record<string, unknown>, expected: Record<string, unknown>])[] = [
    ['adds an attribute', { op: 'add', path: 'nickName', value: 'Annie' }, { nickName: 'Annie' }],
    ['reads op and names without regard to case', { op: 'Add', path: 'NICKNAME', value: 'Annie' }, { nickName: 'Annie' }],
    [
      'takes a whole URN of the core',
      { op: 'add', path: `${CORE_USER}:name.middleName`, value: 'B' },
      { name: { familyName: 'Brown', givenName: 'Ann', middleName: 'B' } },
    ],
    ['reads the text False of Entra', { op: 'Replace', path: 'active', value: 'False' }, { active: false }],
    ['takes an object without a path, as Okta does', { op: 'replace', value: { active: false } }, { active: false }],
    [
      'passes over what is read-only in such an object',
      { op: 'replace', value: { id: '2', schemas: [], title: 'T' } },
      { title: 'T' },
    ],
    [
      'takes paths as names in such an object',
      { op: 'add', value: { 'name.givenName': 'Bea', [`${ENTERPRISE_USER}:division`]: 'V' } },
      { name: { familyName: 'Brown', givenName: 'Bea' }, ...enterprise({ division: 'V' }) },
    ],
    [
      'merges an object that is keyed by a URN',
      { op: 'add', value: { [ENTERPRISE_USER]: { department: 'E' } } },
      enterprise({ department: 'E' }),
    ],
    [
      'replaces a list without a filter as a whole',
      { op: 'replace', path: 'emails', value: [{ type: 'other', value: 'o@o' }] },
      { emails: [{ type: 'other', value: 'o@o' }] },
    ],
    [
      'adds to a list',
      { op: 'add', path: 'members', value: [{ value: 'b' }, { value: 'c' }] },
      { members: [{ value: 'a', display: 'A' }, { value: 'b' }, { value: 'c' }] },
    ],
    [
      'changes the chosen entry',
      { op: 'replace', path: 'emails[type eq "home"].value', value: 'n@n' },
      { emails: [(before['emails'] as Document[])[0], { type: 'home', value: 'n@n' }] },
    ],
    [
      'makes the entry that an add describes',
      { op: 'add', path: 'emails[type eq "other"].value', value: 'n@n' },
      { emails: [...(before['emails'] as Document[]), { type: 'other', value: 'n@n' }] },
    ],
    [
      'merges into the chosen entry',
      { op: 'replace', path: 'emails[type eq "home"]', value: { value: 'n@n' } },
      { emails: [(before['emails'] as Document[])[0], { type: 'home', value: 'n@n' }] },
    ],
    ['removes the chosen entry', { op: 'remove', path: 'members[value eq "a"]' }, { members: [{ value: 'b' }] }],
    [
      'removes listed entries, as Entra does',
      { op: 'Remove', path: 'members', value: [{ value: 'a' }] },
      { members: [{ value: 'b' }] },
    ],
    [
      'removes an attribute of an extension',
      { op: 'remove', path: `${ENTERPRISE_USER}:department` },
      { [ENTERPRISE_USER]: { companyId: 'c', leavesOfAbsence: [{ startDate: '2020-06-01', endDate: '2020-07-01' }] } },
    ],
    [
      'takes null for nothing',
      { op: 'replace', path: `${ENTERPRISE_USER}:department`, value: null },
      { [ENTERPRISE_USER]: { companyId: 'c', leavesOfAbsence: [{ startDate: '2020-06-01', endDate: '2020-07-01' }] } },
    ],
    [
      'finds a leave by its day',
      { op: 'remove', path: `${ENTERPRISE_USER}:leavesOfAbsence[startDate eq "2020-06-01"]` },
      { [ENTERPRISE_USER]: { companyId: 'c', department: 'D' } },
    ],
    ['removes a whole extension by its URN and a colon', { op: 'remove', path: `${ROLE}:` }, { [ROLE]: undefined }],
    [
      'removes a role by name',
      { op: 'remove', path: `${ROLE}:roles[roleName eq "EXP_USER"]` },
      { [ROLE]: { roles: [{ roleName: 'EXP_APPROVER' }] } },
    ],
    [
      'removes an approver by UUID',
      { op: 'remove', path: `${APPROVER}:report[approver.value eq "UUID-1"]` },
      { [APPROVER]: { report: [{ approver: { value: 'uuid-2' } }] } },
    ],
    [
      'changes a custom field',
      { op: 'replace', path: `${SPEND}:customData[id eq "custom2"].value`, value: 'z' },
      {
        [SPEND]: {
          country: 'US',
          customData: [
            { id: 'custom2', value: 'z' },
            { id: 'custom3', value: 'y' },
          ],
        },
      },
    ],
    [
      'matches two terms',
      { op: 'remove', path: `${SPEND}:customData[id eq "custom3" and value eq "y"]` },
      { [SPEND]: { country: 'US', customData: [{ id: 'custom2', value: 'x' }] } },
    ],
  ];
  for (const [name, operation, expected] of cases)
    it(name, () => {
      assert.deepEqual(patch(operation), after(expected));
    });

  it('leaves its document as it was, and does all or nothing', () => {
    const copy = structuredClone(before);
    assert.equal(
      refused({ op: 'add', path: 'nickName', value: 'N' }, { op: 'remove', path: 'emails[type eq "fax"]' }),
      'noTarget',
    );
    assert.deepEqual(before, copy);
  });

  it('says what is wrong with an operation', () => {
    assert.equal(refused({ op: 'replace', path: 'emails[type eq "fax"].value', value: 'f@f' }), 'noTarget');
    assert.equal(refused({ op: 'remove' }), 'noTarget');
    assert.equal(refused({ op: 'add', path: 'shoeSize', value: 7 }), 'invalidPath');
    assert.equal(refused({ op: 'add', path: '__proto__.x', value: 7 }), 'invalidPath');
    assert.equal(refused({ op: 'add', value: { shoeSize: 7 } }), 'invalidPath');
    assert.equal(refused({ op: 'add', path: 'urn:example:Other:x', value: 7 }), 'invalidPath');
    assert.equal(refused({ op: 'add', path: 'emails[type eq "a"', value: 7 }), 'invalidPath');
    assert.equal(refused({ op: 'add', path: 'active[type eq "a"]', value: 7 }), 'invalidPath');
    assert.equal(refused({ op: 'remove', path: 'emails[type is "a"]' }), 'invalidFilter');
    assert.equal(refused({ op: 'replace', path: 'id', value: '2' }), 'mutability');
    assert.equal(refused({ op: 'replace', path: 'name.formatted', value: '2' }), 'mutability');
    assert.equal(refused({ op: 'replace', path: `${ENTERPRISE_USER}:companyId`, value: 'd' }), 'mutability');
    assert.equal(refused({ op: 'move', path: 'nickName', value: 'N' }), 'invalidSyntax');
    assert.equal(refused({ op: 'add', path: 'nickName' }), 'invalidValue');
    assert.equal(refused({ op: 'remove', path: 'userName' }), 'required');
    assert.equal(refused({ op: 'add', path: 'nickName', value: 7 }), 'type');
    assert.equal(refused(), 'invalidSyntax');
    const without = () => applyPatch(before, { Operations: [] }, { schemas, unknown: 'refuse' });
    assert.throws(without, /schemas: must hold urn:ietf:params:scim:api:messages:2\.0:PatchOp/);
  });

  it('passes over unknown attributes where its surface does', () => {
    const body = { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { shoeSize: 7, title: 'T' } }] };
    assert.deepEqual(applyPatch(before, body, { schemas, unknown: 'ignore' }), after({ title: 'T' }));
  });

  it('answers anything at all with a document or a refusal', () => {
    const names = [
      'active',
      'emails',
      'name',
      'name.givenName',
      'emails[type eq "work"].value',
      `${ENTERPRISE_USER}:`,
      `${SPEND}:customData`,
    ];
    const path = fc.oneof(
      fc.constantFrom(...names, 'members[value eq "a"]', '__proto__', 'constructor', 'a[', 'emails[', ''),
      fc.string(),
    );
    const operation = fc.record(
      {
        op: fc.constantFrom('add', 'replace', 'remove', 'x', null),
        path,
        value: fc.oneof(fc.jsonValue(), fc.dictionary(path, fc.jsonValue())),
      },
      { requiredKeys: ['op'] },
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 4 }), (operations) => {
        try {
          assert.equal(typeof patch(...operations)['userName'], 'string');
        } catch (error) {
          assert.ok(error instanceof InvalidInput, String(error));
        }
      }),
      { numRuns: 500 },
    );
  });
});
