import type { Attribute } from './attribute.ts';

export type Traits = Omit<Attribute, 'name' | 'description' | 'type'>;

const make =
  (type: Attribute['type']) =>
  (name: string, description: string, traits: Traits = {}): Attribute => ({ name, type, description, ...traits });

export const text = make('string');
export const flag = make('boolean');
export const whole = make('integer');
export const decimal = make('decimal');
export const moment = make('dateTime');
export const group = (name: string, description: string, subAttributes: readonly Attribute[], traits: Traits = {}): Attribute =>
  make('complex')(name, description, { ...traits, subAttributes });

export const many = { multiValued: true } as const;
export const required = { required: true } as const;
export const readOnly = { mutability: 'readOnly' } as const;
