import type { Program } from '../context.ts';
import type { Facade } from '../platform/http/facade.ts';

/** Every façade there is. Removing a version is removing its folder and its line. */
export function facades(_program: Program): Facade[] {
  return [];
}
