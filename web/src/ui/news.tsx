import '@mantine/notifications/styles.layer.css';
import { Notifications, notifications, type NotificationData } from '@mantine/notifications';
import type { ReactElement } from 'react';

/** Where short news appear. */
export default function News(): ReactElement {
  return <Notifications position="bottom-right" />;
}

export const show = (news: NotificationData): void => void notifications.show(news);
