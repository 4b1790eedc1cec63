const MOST_BYTES = 100 * 1024;

/** By what a picture begins: only what browsers show and never run. */
const KINDS: readonly { readonly type: string; readonly begins: (bytes: Buffer) => boolean }[] = [
  { type: 'image/png', begins: (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')) },
  { type: 'image/jpeg', begins: (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')) },
  {
    type: 'image/webp',
    begins: (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
  },
];

/** A logo from its base64; its content decides the type, whatever was said. */
export function readLogo(base64: string): { type: string; data: string } | 'invalid' {
  const bytes = Buffer.from(base64, 'base64');
  const kind = KINDS.find(({ begins }) => begins(bytes));
  if (!kind || bytes.length > MOST_BYTES) return 'invalid';
  return { type: kind.type, data: bytes.toString('base64') };
}
