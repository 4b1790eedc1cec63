import type { Expense } from '../../../modules/expense/index.ts';
import { facade, type Facade } from '../../../platform/http/facade.ts';
import { v3 } from '../../dialects/v3/v3.ts';
import { allocationRoutes } from './allocation-routes.ts';
import { attendeeAssociationRoutes } from './attendee-association-routes.ts';
import { entryRoutes } from './entry-routes.ts';
import { itemizationRoutes } from './itemization-routes.ts';
import type { People } from './owner.ts';
import { reportRoutes } from './report-routes.ts';

/** Expense reports, entries, itemizations and allocations, JSON and XML of one resource. */
export const expenseReportsV3 = (expense: Expense, people: People): Facade =>
  facade({
    family: 'expense-reports',
    version: 'v3',
    dialect: v3,
    prefix: '/api/v3.0/expense',
    routes: [
      ...reportRoutes(expense, people),
      ...entryRoutes(expense, people),
      ...itemizationRoutes(expense, people),
      ...allocationRoutes(expense, people),
      ...attendeeAssociationRoutes(expense, people),
    ],
  });
