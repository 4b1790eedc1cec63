/** Words of a page that is not for whoever opened it. */
export const closed = {
  'closed.title': 'You need another role for this',
  'closed.text': 'This page opens to whoever has {count, plural, one {this role} other {one of these roles}} at {company}:',
  'closed.who': 'Whoever administers {company} or its roles (CompanyAdmin or SHD_ROLE_ADMIN) can give it to you.',
  'role.CompanyAdmin': 'Company Administrator',
  'role.SHD_WEB_SERVICES_ADMIN': 'Web Services Administrator',
  'role.SHD_CONFIG_ADMIN': 'Shared Configuration Administrator',
  'role.SHD_EMPLOYEE_ADMIN': 'Employee Administrator',
  'role.SHD_EMPLOYEE_ADMIN_RO': 'Employee Administrator (Read Only)',
  'role.SHD_PASSWORD_ADMIN': 'Password Administrator',
  'role.EXP_CONFIG_ADMIN': 'Expense Configuration Administrator',
} as const;
