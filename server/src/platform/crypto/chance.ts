import { randomInt } from 'node:crypto';

/** True in `percent` of a hundred cases. */
export const happens = (percent: number): boolean => percent >= 100 || randomInt(100) < percent;
