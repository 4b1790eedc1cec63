import {
  IconApps,
  IconBolt,
  IconListSearch,
  IconBook,
  IconDeviceLaptop,
  IconFlask,
  IconHome,
  IconMail,
  IconRocket,
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
  /** A page of the server, not of this application. */
  readonly isOutside?: true;
  readonly isFor?: (who: SignedIn) => boolean;
}

const developers = ({ may }: SignedIn): boolean => may.manageApps;
const movers = ({ may }: SignedIn): boolean => may.moveSandbox;

const PLACES: readonly Place[] = [
  { to: '/', label: 'nav.home', icon: IconHome },
  { to: '/developer', label: 'nav.welcome', icon: IconRocket, group: 'nav.developer', isFor: developers },
  { to: '/developer/apps', label: 'nav.apps', icon: IconApps, group: 'nav.developer', isFor: developers },
  { to: '/developer/requests', label: 'nav.requests', icon: IconListSearch, group: 'nav.developer', isFor: developers },
  { to: '/developer/faults', label: 'nav.faults', icon: IconBolt, group: 'nav.developer', isFor: developers },
  { to: '/developer/sandbox', label: 'nav.sandbox', icon: IconFlask, group: 'nav.developer', isFor: movers },
  { to: '/developer/mailbox', label: 'nav.mailbox', icon: IconMail, group: 'nav.developer', isFor: movers },
  { to: '/docs', label: 'nav.reference', icon: IconBook, group: 'nav.developer', isOutside: true },
  { to: '/settings/sessions', label: 'nav.sessions', icon: IconDeviceLaptop, group: 'nav.settings' },
];

/** What somebody's roles open. The server checks them again at every call. */
export const placesFor = (who: SignedIn): Place[] => PLACES.filter(({ isFor }) => isFor?.(who) ?? true);
