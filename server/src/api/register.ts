import type { Program } from '../context.ts';
import type { Facade } from '../platform/http/facade.ts';
import { profileV1 } from './profile/v1/routes.ts';
import { service } from './service/routes.ts';

/** Every façade there is. Removing a version is removing its folder and its line. */
export function facades(program: Program): Facade[] {
  const all: Facade[] = [profileV1(program)];
  return [...all, service(program, all, { tokenBar: false })];
}
