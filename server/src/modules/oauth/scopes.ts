/** Names in a scope parameter: separated by spaces, in the pre-2017 generation by commas. Repeated names count once. */
export const parseScopes = (text: string, separator: ' ' | ',' = ' '): string[] => [
  ...new Set(
    text
      .split(separator)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

/** As the database holds them. */
export const writeScopes = (names: readonly string[]): string => names.join(' ');
export const readScopes = (text: string): string[] => (text === '' ? [] : text.split(' '));

/** What of a grant an app may still use: its registration can have shrunk since. The order is the grant's. */
export const stillAllowed = (granted: readonly string[], registered: readonly string[]): string[] => {
  const allowed = new Set(registered);
  return granted.filter((name) => allowed.has(name));
};

/** The requested part of `available`, all of it when nothing is requested; undefined when more is requested than there is. */
export function narrowScopes(available: readonly string[], requested: readonly string[]): readonly string[] | undefined {
  if (requested.length === 0) return available;
  const known = new Set(available);
  return requested.every((name) => known.has(name)) ? requested : undefined;
}
