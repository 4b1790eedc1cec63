import { createHash, X509Certificate } from 'node:crypto';

/** SHA-256 of a certificate's DER, lower-case hex. */
const fingerprintOf = (certificate: X509Certificate): string => createHash('sha256').update(certificate.raw).digest('hex');

/** The fingerprints of all certificates of a PEM text. @throws Error where one cannot be read, or there is none */
export function fingerprintsOf(pem: string): string[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0) throw new Error('holds no PEM certificate');
  return found.map((one) => fingerprintOf(new X509Certificate(one)));
}

/**
 * The certificate that a client showed to the reverse proxy, from the proxy's `Client-Cert` header: DER in base64 between colons
 * (RFC 9440), or PEM with its lines percent-encoded, as nginx writes it. Undefined without one that can be read.
 */
export function shownCertificate(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  try {
    const der = /^:([A-Za-z0-9+/]+=*):$/.exec(header.trim())?.[1];
    return fingerprintOf(new X509Certificate(der ? Buffer.from(der, 'base64') : decodeURIComponent(header)));
  } catch {
    return undefined;
  }
}
