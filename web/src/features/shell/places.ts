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
  readonly isFor?: (who: SignedIn) => boolean;
}

const developers = ({ may }: SignedIn): boolean => may.manageApps;
const readers = ({ may }: SignedIn): boolean => may.readTrail;
const movers = ({ may }: SignedIn): boolean => may.moveSandbox;
const configurers = ({ may }: SignedIn): boolean => may.configure;
const administrators = ({ may }: SignedIn): boolean => may.administerPeople;
const mailReaders = ({ may }: SignedIn): boolean => may.moveSandbox || may.readCompanyMail;
const deciders = ({ roles }: SignedIn): boolean => roles.includes('CompanyAdmin');

const PLACES: readonly Place[] = [
  { to: '/', label: 'nav.home', icon: IconHome },
  { to: '/app-center', label: 'nav.appCenter', icon: IconBuildingStore },
  { to: '/company/setup', label: 'nav.setup', icon: IconListCheck, group: 'nav.company', isFor: configurers },
  { to: '/company/people', label: 'nav.people', icon: IconUsers, group: 'nav.company', isFor: administrators },
  { to: '/company/single-sign-on', label: 'nav.sso', icon: IconFingerprint, group: 'nav.company', isFor: deciders },
  { to: '/company/apps', label: 'nav.connectedApps', icon: IconPlugConnected, group: 'nav.company', isFor: developers },
  { to: '/company/request-token', label: 'nav.requestToken', icon: IconKey, group: 'nav.company', isFor: developers },
  { to: '/company/audit', label: 'nav.audit', icon: IconHistory, group: 'nav.company', isFor: readers },
  { to: '/developer', label: 'nav.welcome', icon: IconRocket, group: 'nav.developer', isFor: developers },
  { to: '/developer/apps', label: 'nav.apps', icon: IconApps, group: 'nav.developer', isFor: developers },
  { to: '/developer/guides', label: 'nav.guides', icon: IconCompass, group: 'nav.developer', isFor: developers },
  { to: '/developer/reference', label: 'nav.reference', icon: IconBook, group: 'nav.developer' },
  { to: '/developer/requests', label: 'nav.requests', icon: IconListSearch, group: 'nav.developer', isFor: developers },
  { to: '/developer/events', label: 'nav.events', icon: IconBroadcast, group: 'nav.developer', isFor: developers },
  { to: '/developer/faults', label: 'nav.faults', icon: IconBolt, group: 'nav.developer', isFor: developers },
  { to: '/developer/sandbox', label: 'nav.sandbox', icon: IconFlask, group: 'nav.developer', isFor: movers },
  { to: '/developer/mailbox', label: 'nav.mailbox', icon: IconMail, group: 'nav.developer', isFor: mailReaders },
  { to: '/settings/connections', label: 'nav.connections', icon: IconLink, group: 'nav.settings' },
  { to: '/settings/security', label: 'nav.security', icon: IconShieldLock, group: 'nav.settings' },
  { to: '/settings/sessions', label: 'nav.sessions', icon: IconDeviceLaptop, group: 'nav.settings' },
];

/** What somebody's roles open. The server checks them again at every call. */
export const placesFor = (who: SignedIn): Place[] => PLACES.filter(({ isFor }) => isFor?.(who) ?? true);
