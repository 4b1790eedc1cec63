import {
  IconApps,
  IconBolt,
  IconBook,
  IconBroadcast,
  IconBuildingStore,
  IconCompass,
  IconDeviceLaptop,
  IconFingerprint,
  IconFlask,
  IconHistory,
  IconHome,
  IconKey,
  IconLink,
  IconListSearch,
  IconListCheck,
  IconMail,
  IconPlugConnected,
  IconRocket,
  IconShieldLock,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { SignedIn } from '../../api/queries.ts';
import type { MessageId } from '../../i18n/messages/en.ts';

/** Somewhere to go: in the navigation and in the palette. */
export interface Place {
  readonly to: string;
  readonly label: MessageId;
  readonly icon: Icon;
  readonly group?: MessageId;
  readonly gate?: Gate;
}

/** Whom a place is for. */
interface Gate {
  readonly opens: (who: SignedIn) => boolean;
  /** Any one of these opens it, as the server says in its refusals. */
  readonly roles: readonly Role[];
}
export type Role =
  | 'CompanyAdmin'
  | 'SHD_WEB_SERVICES_ADMIN'
  | 'SHD_CONFIG_ADMIN'
  | 'SHD_EMPLOYEE_ADMIN'
  | 'SHD_EMPLOYEE_ADMIN_RO'
  | 'SHD_PASSWORD_ADMIN'
  | 'EXP_CONFIG_ADMIN';

const DEVELOPERS = ['CompanyAdmin', 'SHD_WEB_SERVICES_ADMIN'] as const;
const developers: Gate = { opens: ({ may }) => may.manageApps, roles: DEVELOPERS };
const readers: Gate = {
  opens: ({ may }) => may.readTrail,
  roles: ['CompanyAdmin', 'SHD_WEB_SERVICES_ADMIN', 'SHD_CONFIG_ADMIN'],
};
const movers: Gate = { opens: ({ may }) => may.moveSandbox, roles: DEVELOPERS };
const mailReaders: Gate = { opens: ({ may }) => may.moveSandbox || may.readCompanyMail, roles: ['CompanyAdmin'] };
const configurers: Gate = { opens: ({ may }) => may.configure, roles: ['CompanyAdmin', 'SHD_CONFIG_ADMIN', 'EXP_CONFIG_ADMIN'] };
const administrators: Gate = {
  opens: ({ may }) => may.administerPeople,
  roles: ['CompanyAdmin', 'SHD_EMPLOYEE_ADMIN', 'SHD_EMPLOYEE_ADMIN_RO', 'SHD_PASSWORD_ADMIN', 'SHD_WEB_SERVICES_ADMIN'],
};
const deciders: Gate = { opens: ({ roles }) => roles.includes('CompanyAdmin'), roles: ['CompanyAdmin'] };

const PLACES: readonly Place[] = [
  { to: '/', label: 'nav.home', icon: IconHome },
  { to: '/app-center', label: 'nav.appCenter', icon: IconBuildingStore },
  { to: '/company/setup', label: 'nav.setup', icon: IconListCheck, group: 'nav.company', gate: configurers },
  { to: '/company/people', label: 'nav.people', icon: IconUsers, group: 'nav.company', gate: administrators },
  { to: '/company/single-sign-on', label: 'nav.sso', icon: IconFingerprint, group: 'nav.company', gate: deciders },
  { to: '/company/apps', label: 'nav.connectedApps', icon: IconPlugConnected, group: 'nav.company', gate: developers },
  { to: '/company/request-token', label: 'nav.requestToken', icon: IconKey, group: 'nav.company', gate: developers },
  { to: '/company/audit', label: 'nav.audit', icon: IconHistory, group: 'nav.company', gate: readers },
  { to: '/developer', label: 'nav.welcome', icon: IconRocket, group: 'nav.developer', gate: developers },
  { to: '/developer/apps', label: 'nav.apps', icon: IconApps, group: 'nav.developer', gate: developers },
  { to: '/developer/guides', label: 'nav.guides', icon: IconCompass, group: 'nav.developer', gate: developers },
  { to: '/developer/reference', label: 'nav.reference', icon: IconBook, group: 'nav.developer' },
  { to: '/developer/requests', label: 'nav.requests', icon: IconListSearch, group: 'nav.developer', gate: developers },
  { to: '/developer/events', label: 'nav.events', icon: IconBroadcast, group: 'nav.developer', gate: developers },
  { to: '/developer/faults', label: 'nav.faults', icon: IconBolt, group: 'nav.developer', gate: developers },
  { to: '/developer/sandbox', label: 'nav.sandbox', icon: IconFlask, group: 'nav.developer', gate: movers },
  { to: '/developer/mailbox', label: 'nav.mailbox', icon: IconMail, group: 'nav.developer', gate: mailReaders },
  { to: '/settings/connections', label: 'nav.connections', icon: IconLink, group: 'nav.settings' },
  { to: '/settings/security', label: 'nav.security', icon: IconShieldLock, group: 'nav.settings' },
  { to: '/settings/sessions', label: 'nav.sessions', icon: IconDeviceLaptop, group: 'nav.settings' },
];

/** What somebody's roles open. The server checks them again at every call. */
export const placesFor = (who: SignedIn): Place[] => PLACES.filter(({ gate }) => gate?.opens(who) ?? true);

/** The place whose address the current one continues furthest. */
export function currentOf(places: readonly Place[], pathname: string): Place | undefined {
  const fits = places.filter(({ to }) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`)));
  return fits.toSorted((a, b) => b.to.length - a.to.length)[0];
}

export interface Closed extends Place {
  readonly gate: Gate;
}

/** The place at an address if a role is missing for it. What is shut for another reason says so itself. */
export function closedFor(who: SignedIn, pathname: string): Closed | undefined {
  const place = currentOf(PLACES, pathname);
  const { gate } = place ?? {};
  if (!place || !gate || gate.opens(who) || gate.roles.some((role) => who.roles.includes(role))) return undefined;
  return { ...place, gate };
}
