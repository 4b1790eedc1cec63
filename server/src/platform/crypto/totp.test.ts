import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchTotp, newTotpKey, totpAddress, totpCode, totpStep } from './totp.ts';

/** The secret of RFC 6238, appendix B: "12345678901234567890" in base 32. Its codes have eight digits; ours are their last six. */
const RFC_KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('codes of authenticator apps', () => {
  it('are those of RFC 6238', () => {
    for (const [seconds, code] of [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_111_111_111, '050471'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
      [20_000_000_000, '353130'],
    ] as const)
      assert.equal(totpCode(RFC_KEY, totpStep(at(seconds))), code);
  });

  it('are taken one step early or late, and no more', () => {
    const key = newTotpKey();
    const now = at(1_800_000_000);
    const here = totpStep(now);
    for (const off of [-1, 0, 1]) assert.equal(matchTotp(key, totpCode(key, here + off), { now, after: 0 }), here + off);
    for (const off of [-2, 2]) assert.equal(matchTotp(key, totpCode(key, here + off), { now, after: 0 }), undefined);
    assert.equal(matchTotp(key, '', { now, after: 0 }), undefined);
  });

  it('are not taken a second time', () => {
    const key = newTotpKey();
    const now = at(1_800_000_000);
    const here = totpStep(now);
    assert.equal(matchTotp(key, totpCode(key, here), { now, after: here }), undefined);
  });

  it('stand in an address that an app can read', () => {
    const key = newTotpKey();
    assert.match(key, /^[A-Z2-7]{32}$/);
    assert.notEqual(key, newTotpKey());
    const address = totpAddress(key, { issuer: 'Perdiem: one', account: 'a b@c.example' });
    assert.ok(address.startsWith(`otpauth://totp/Perdiem%20%20one:a%20b%40c.example?secret=${key}&issuer=Perdiem%20%20one&`));
  });
});
