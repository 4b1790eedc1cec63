import type { useText } from '../../i18n/language.tsx';

type Text = ReturnType<typeof useText>;

/** As loose as the server is: one @, and a domain with a dot. */
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

export const emailFaults = (email: string, text: Text): { email?: string } =>
  EMAIL.test(email.trim()) ? {} : { email: text('person.email.wrong') };

/** The named fields that hold nothing. */
export const missingFaults = <Name extends string>(
  values: { readonly [Key in Name]: string },
  names: readonly Name[],
  text: Text,
): Record<string, string> =>
  Object.fromEntries(names.filter((name) => values[name].trim() === '').map((name) => [name, text('form.missing')]));
