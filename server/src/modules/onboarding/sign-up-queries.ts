import { tables, type Tx } from '../../platform/db/tx.ts';
import type { OnboardingTables } from './tables.ts';

const db = (tx: Tx) => tables<OnboardingTables>(tx);

export interface StoredSignUp {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly companyName: string;
  readonly passwordHash: string;
  readonly createdAt: Date;
}

export async function insertSignUp(tx: Tx, secretHash: string, signUp: StoredSignUp): Promise<void> {
  await db(tx)
    .insertInto('sign_up')
    .values({
      secret_hash: secretHash,
      email: signUp.email,
      given_name: signUp.givenName,
      family_name: signUp.familyName,
      company_name: signUp.companyName,
      password_hash: signUp.passwordHash,
      created_at: signUp.createdAt,
    })
    .execute();
}

/** Takes it away: of two at one moment only one gets it. */
export const takeSignUp = (tx: Tx, secretHash: string): Promise<StoredSignUp | undefined> =>
  db(tx)
    .deleteFrom('sign_up')
    .where('secret_hash', '=', secretHash)
    .returning([
      'email',
      'given_name as givenName',
      'family_name as familyName',
      'company_name as companyName',
      'password_hash as passwordHash',
      'created_at as createdAt',
    ])
    .executeTakeFirst();

export async function deleteSignUpsBefore(tx: Tx, before: Date): Promise<void> {
  await db(tx).deleteFrom('sign_up').where('created_at', '<', before).execute();
}
