/** Somebody of the company, by id or by employee number; where both are given the id counts. */
export interface PersonReference {
  readonly id?: string | undefined;
  readonly employeeNumber?: string | undefined;
}
