import { blankFor, parts, snakeCase, type Call, type Placed, type Value } from '../guide.ts';

const text = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const valueOf = (value: Value): string => (typeof value === 'string' ? text(value) : snakeCase(value.variable));

export const python = ({ step: { asks = [], call }, isFirst }: Placed): string =>
  parts(
    isFirst ? 'import requests' : '',
    asks.map((name) => `${snakeCase(name)} = ${text(blankFor(name))}`).join('\n'),
    call ? request(call) : '',
  );

function request({ answer, url, form, bearer, keeps }: Call): string {
  const sent = form
    ? [
        `${answer} = requests.post(`,
        `    ${text(url)},`,
        `    data={`,
        ...Object.entries(form).map(([name, value]) => `        ${text(name)}: ${valueOf(value)},`),
        `    },`,
        `)`,
      ]
    : [
        `${answer} = requests.get(`,
        `    ${text(url)},`,
        `    headers={"Authorization": f"Bearer {${snakeCase(bearer ?? '')}}"},`,
        `)`,
      ];
  const ending = keeps
    ? Object.entries(keeps).map(([name, member]) => `${snakeCase(name)} = ${answer}.json()[${text(member)}]`)
    : [`print(${answer}.json())`];
  return [...sent, `${answer}.raise_for_status()`, ...ending].join('\n');
}
