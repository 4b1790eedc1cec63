import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Caller, UnitOfWork } from '../../platform/context.ts';
import type { Sealer } from '../../platform/crypto/sealing.ts';
import { PLATFORM } from '../../platform/events/audit.ts';
import { ACCESS_TOKEN_SECONDS } from './lifetimes.ts';
import { newKeyPair, readPrivateKey, readPublicKey, type PublicJwk } from './signing-key.ts';
import { deleteRetired, insertKey, retireOthers, selectKeys } from './signing-key-queries.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

interface Held {
  readonly signing: SigningKey | undefined;
  readonly verifying: ReadonlyMap<string, KeyObject>;
  readonly published: readonly PublicJwk[];
  readonly loadedAt: number;
}

const CALLER: Caller = { actor: { kind: 'system' }, companyId: PLATFORM, correlationId: 'signing-key' };
const PURPOSE = 'signing-key';
/** How long another process may go on with what it holds: a new key is known everywhere within this time. */
const RELOAD_MS = 60_000;

/**
 * The keys that sign and verify tokens, held in memory. It asks the database again after a minute, and at once for a kid it does
 * not know, which is how a process meets a key that another has just made.
 */
export class KeyRing {
  readonly #sealer: Sealer;
  #held: Held | undefined;
  #loading: Promise<Held> | undefined;

  constructor(sealer: Sealer) {
    this.#sealer = sealer;
  }

  /** The key that signs; makes the installation's first. */
  async signing(work: UnitOfWork, clock: Clock): Promise<SigningKey> {
    const held = await this.#current(work, clock);
    if (held.signing) return held.signing;
    // None yet, or none that this master key opens. Two processes that both come here make two good keys; the newer one signs.
    await this.rotate(work, clock);
    return this.signing(work, clock);
  }

  async verifying(work: UnitOfWork, clock: Clock, kid: string): Promise<KeyObject | undefined> {
    const held = await this.#current(work, clock);
    return held.verifying.get(kid) ?? (await this.#load(work, clock)).verifying.get(kid);
  }

  async published(work: UnitOfWork, clock: Clock): Promise<readonly PublicJwk[]> {
    await this.signing(work, clock);
    return (await this.#load(work, clock)).published;
  }

  /** Signs with a fresh key from now on. The old ones stay published until the last token they can have signed is over. */
  async rotate(work: UnitOfWork, clock: Clock): Promise<string> {
    const { publicJwk, privatePem } = await newKeyPair();
    const sealedKey = this.#sealer.seal(PURPOSE, privatePem);
    await work.write(CALLER, async (ctx) => {
      const now = ctx.clock.now();
      await deleteRetired(ctx.tx, now);
      await insertKey(ctx.tx, { kid: publicJwk.kid, publicJwk, sealedKey, createdAt: now, retiresAt: undefined });
      await retireOthers(ctx.tx, publicJwk.kid, new Date(now.getTime() + RELOAD_MS + ACCESS_TOKEN_SECONDS * 1000));
      ctx.record({ subjectKind: 'signing-key', subjectId: publicJwk.kid, action: 'created' });
    });
    await this.#load(work, clock);
    return publicJwk.kid;
  }

  async #current(work: UnitOfWork, clock: Clock): Promise<Held> {
    const held = this.#held;
    // A clock that was moved back makes what is held as old as one that ran on.
    if (held && Math.abs(clock.now().getTime() - held.loadedAt) < RELOAD_MS) return held;
    return this.#load(work, clock);
  }

  #load(work: UnitOfWork, clock: Clock): Promise<Held> {
    this.#loading ??= this.#read(work, clock).finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  async #read(work: UnitOfWork, clock: Clock): Promise<Held> {
    const now = clock.now();
    const keys = await work.read(CALLER, (ctx) => selectKeys(ctx.tx, now));
    const opened = keys
      .filter((key) => key.retiresAt === undefined)
      .map((key) => ({ kid: key.kid, pem: this.#sealer.open(PURPOSE, key.sealedKey) }))
      .find((key) => key.pem !== undefined);
    const before = this.#held;
    this.#held = {
      signing: opened?.pem === undefined ? undefined : reuse(before?.signing, opened.kid, opened.pem),
      verifying: new Map(keys.map((key) => [key.kid, before?.verifying.get(key.kid) ?? readPublicKey(key.publicJwk)])),
      published: keys.map((key) => key.publicJwk),
      loadedAt: now.getTime(),
    };
    return this.#held;
  }
}

const reuse = (before: SigningKey | undefined, kid: string, pem: string): SigningKey =>
  before?.kid === kid ? before : { kid, privateKey: readPrivateKey(pem) };
