import type { Program } from '../context.ts';
import type { Facade } from '../platform/http/facade.ts';
import { service } from './service/routes.ts';

/** Every façade there is. Removing a version is removing its folder and its line. */
export function facades(program: Program): Facade[] {
  const all: Facade[] = [];
  return [...all, service(program, all, { tokenBar: false })];
}
