const HERE = 'http://here.invalid';

/** Where to go after signing in: a path of our own, whatever was given. */
export function returnPath(given: string | undefined): string {
  if (given === undefined || !given.startsWith('/') || !URL.canParse(given, HERE)) return '/';
  const url = new URL(given, HERE);
  // A path of two slashes, which dots can hide, would name a host.
  return url.origin === HERE && !url.pathname.startsWith('//') ? url.pathname + url.search : '/';
}

/** An address with parameters added, each as it was: names too may be anybody's. */
export function withParameters(address: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`],
  );
  const joint = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return address + joint + pairs.join('&');
}

/** The source expression that lets a form lead to an address: its origin, or the scheme of a program on the device. */
export function formTarget(address: string): string {
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.origin : url.protocol;
}
