import { createPrivateKey, createPublicKey, generateKeyPair, hash, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** The public half as published: RFC 7517. */
export interface PublicJwk {
  readonly kty: 'RSA';
  readonly use: 'sig';
  readonly alg: 'RS256';
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

export interface StoredKey {
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  readonly sealedKey: string;
  readonly createdAt: Date;
  readonly retiresAt: Date | undefined;
}

const generate = promisify(generateKeyPair);

/** A fresh RSA-2048 pair. Its kid is the RFC 7638 thumbprint, so it can never name two keys. */
export async function newKeyPair(): Promise<{ publicJwk: PublicJwk; privatePem: string }> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const kid = hash('sha256', `{"e":"${e}","kty":"RSA","n":"${n}"}`, 'base64url');
  return {
    publicJwk: { kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e },
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
  };
}

export const readPublicKey = (jwk: PublicJwk): KeyObject =>
  createPublicKey({ key: { kty: jwk.kty, n: jwk.n, e: jwk.e }, format: 'jwk' });

export const readPrivateKey = (pem: string): KeyObject => createPrivateKey(pem);
