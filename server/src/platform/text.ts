/**
 * Whether a text has more characters than this. Characters are Unicode code points, as schemas of requests and PostgreSQL count them: an emoji
 * is one, where `length` says two.
 */
export const isLonger = (text: string, most: number): boolean => text.length > most && Array.from(text).length > most;
