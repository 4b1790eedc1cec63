/** One data centre's hosts. Origins have scheme, host and port, no path. */
export interface DataCenter {
  readonly code: string;
  readonly server: string;
  readonly browser: string;
}

/** Where a request arrived: the base of every absolute link in its answer. */
export interface Site {
  /** Scheme, host and port as the client called them. */
  readonly origin: string;
  /** The data centre the host stands for: its own, or the default one for a host that is no data centre's. */
  readonly dataCenter: string;
  /** Whether the host names a data centre; if not, links and geolocation stay on the called host. */
  readonly named: boolean;
}

export interface Sites {
  readonly all: readonly DataCenter[];
  readonly defaultCode: string;
  /** The site of a called host. */
  siteOf(protocol: string, host: string): Site;
  /** Where clients of a data centre's principals should go, seen from `site`. */
  geolocationOf(code: string, site: Site): string;
}

/** The router's own code: it is nobody's home and answers for all. */
export const ROUTER = 'glz';

/** Whether a Host header holds a host and nothing else: links are made of it. */
export const isHost = (text: string): boolean => /^[^\s/?#@\\<>"]+$/.test(text) && URL.canParse(`http://${text}`);

/** `all` holds the data centres with their origins; hosts are compared without case. */
export function sites(all: readonly DataCenter[], defaultCode: string): Sites {
  const byHost = new Map<string, DataCenter>();
  for (const dataCenter of all) {
    byHost.set(new URL(dataCenter.server).host.toLowerCase(), dataCenter);
    byHost.set(new URL(dataCenter.browser).host.toLowerCase(), dataCenter);
  }
  const byCode = new Map(all.map((dataCenter) => [dataCenter.code, dataCenter]));
  return {
    all,
    defaultCode,
    siteOf(protocol, called) {
      // A client of the oldest protocol names no host.
      const host = isHost(called) ? called : new URL(byCode.get(defaultCode)?.server ?? 'http://localhost').host;
      const origin = `${protocol}://${host}`;
      const found = byHost.get(host.toLowerCase());
      return { origin, dataCenter: found?.code ?? defaultCode, named: found !== undefined };
    },
    geolocationOf(code, site) {
      if (!site.named && code === site.dataCenter) return site.origin;
      return byCode.get(code)?.server ?? site.origin;
    },
  };
}
