/** More than this is shown as it came: to put it in order would hold the page up. */
const MOST = 200_000;

/** A body as people read it: the same signs, with lines and indents. What is no JSON and no XML stays as it is. */
export function pretty(text: string, contentType: string): string {
  if (text.length > MOST) return text;
  const type = contentType.toLowerCase();
  if (type.includes('json')) return prettyJson(text);
  if (type.includes('xml')) return prettyXml(text);
  if (type.includes('x-www-form-urlencoded')) return text.split('&').join('\n&');
  return text;
}

const JSON_PARTS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Numbers are not read: their last digits are what one may be looking for. */
export function prettyJson(text: string): string {
  const parts = text.match(JSON_PARTS);
  if (!parts) return text;
  let depth = 0;
  let shown = '';
  const line = (): string => `\n${'  '.repeat(Math.max(0, depth))}`;
  for (const [at, part] of parts.entries()) {
    const next = parts[at + 1];
    if (part === '{' || part === '[') {
      depth++;
      shown += next === '}' || next === ']' ? part : part + line();
    } else if (part === '}' || part === ']') {
      depth--;
      const before = parts[at - 1];
      shown += before === '{' || before === '[' ? part : line() + part;
    } else if (part === ',') shown += part + line();
    else shown += part === ':' ? ': ' : part;
  }
  return shown;
}

const TAGS = /<[^>]*>|[^<]+/g;

export function prettyXml(text: string): string {
  const parts = (text.match(TAGS) ?? []).filter((part) => part.trim() !== '');
  const lines: string[] = [];
  let depth = 0;
  for (const [at, part] of parts.entries()) {
    const closes = part.startsWith('</');
    if (closes) depth = Math.max(0, depth - 1);
    // An element with plain text, or with none, stays on its line.
    const opensBefore = isOpening(parts[at - 1]) || (!part.startsWith('<') && isOpening(parts[at - 1]));
    const isInline =
      (closes && (opensBefore || !(parts[at - 1] ?? '<').startsWith('<'))) || (!part.startsWith('<') && opensBefore);
    if (isInline && lines.length > 0) lines[lines.length - 1] += part.startsWith('<') ? part : part.trim();
    else lines.push('  '.repeat(depth) + part.trim());
    if (isOpening(part)) depth++;
  }
  return lines.join('\n');
}

const isOpening = (part: string | undefined): boolean => part !== undefined && /^<[^/!?]/.test(part) && !part.endsWith('/>');
