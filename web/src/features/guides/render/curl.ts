import { blankFor, constantCase, parts, type Call, type Name, type Placed, type Value } from '../guide.ts';

const quoted = (text: string): string => (/^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
const variable = (name: Name): string => `$${constantCase(name)}`;

export const curl = ({ step: { asks = [], call } }: Placed): string =>
  parts(asks.map((name) => `${constantCase(name)}='${blankFor(name)}'`).join('\n'), call ? request(call) : '');

function request({ url, form, bearer, keeps }: Call): string {
  const lines = [
    `curl -sS --fail-with-body ${quoted(url)}`,
    ...(bearer ? [`-H "Authorization: Bearer ${variable(bearer)}"`] : []),
    ...Object.entries(form ?? {}).map(field),
  ].join(' \\\n  ');
  if (!keeps) return lines;
  const kept = Object.entries(keeps).map(
    ([name, member]) => `${constantCase(name)}=$(echo "$ANSWER" | sed 's/.*"${member}" *: *"\\([^"]*\\)".*/\\1/')`,
  );
  return [`ANSWER=$(${lines})`, ...kept].join('\n');
}

function field([name, value]: [string, Value]): string {
  if (typeof value !== 'string') return `--data-urlencode "${name}=${variable(value.variable)}"`;
  return /^[\w.-]*$/.test(value) ? `-d ${name}=${value}` : `--data-urlencode ${quoted(`${name}=${value}`)}`;
}
