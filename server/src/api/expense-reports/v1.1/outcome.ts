import { isBusinessFailure } from '../../dialects/xml-v1/xml-v1.ts';

/** What an attempt made, or what `failed` says of a business refusal: this generation tells those in the body of a 200. */
export async function orFailure<T>(attempt: () => Promise<T>, failed: (message: string) => T | Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (isBusinessFailure(error)) return failed(error.message);
    throw error;
  }
}
