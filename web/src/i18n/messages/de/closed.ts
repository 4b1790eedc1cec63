import type { closed as en } from '../en/closed.ts';

export const closed: Readonly<Record<keyof typeof en, string>> = {
  'closed.title': 'Dafür brauchen Sie eine andere Rolle',
  'closed.text':
    'Diese Seite steht allen offen, die bei {company} {count, plural, one {diese Rolle} other {eine dieser Rollen}} haben:',
  'closed.who':
    'Wer bei {company} das Unternehmen oder die Rollen verwaltet (CompanyAdmin oder SHD_ROLE_ADMIN), kann sie Ihnen geben.',
  'role.CompanyAdmin': 'Unternehmensverwaltung',
  'role.SHD_WEB_SERVICES_ADMIN': 'Verwaltung der Webdienste',
  'role.SHD_CONFIG_ADMIN': 'Verwaltung der gemeinsamen Konfiguration',
  'role.SHD_EMPLOYEE_ADMIN': 'Personalverwaltung',
  'role.SHD_EMPLOYEE_ADMIN_RO': 'Personalverwaltung (nur lesend)',
  'role.SHD_PASSWORD_ADMIN': 'Passwortverwaltung',
  'role.EXP_CONFIG_ADMIN': 'Verwaltung der Ausgabenkonfiguration',
};
