/** What the installation remembers of its sandbox; the plain secrets are in sandbox.json alone. */
export interface SandboxRecord {
  readonly companyId: string;
  readonly appId: string;
  /** Of the company whose home is another data centre. */
  readonly foreignCompanyId: string;
  /** Key -> id of a user that sandbox.json names. */
  readonly users: Readonly<Record<string, string>>;
  /** SHA-256 over the secrets that are in force, so that a lost or older file is noticed. */
  readonly fingerprint: string;
}

export interface SandboxTables {
  setting: { name: string; value: SandboxRecord | string };
}
