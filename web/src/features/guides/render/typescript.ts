import { blankFor, parts, type Call, type Placed, type Value } from '../guide.ts';

const text = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const valueOf = (value: Value): string => (typeof value === 'string' ? text(value) : value.variable);

export const typescript = (placed: Placed): string =>
  parts(
    (placed.step.asks ?? []).map((name) => `const ${name} = ${text(blankFor(name))};`).join('\n'),
    placed.step.call ? request(placed.step.call, placed) : '',
  );

function request(call: Call, placed: Placed): string {
  const { answer, url } = call;
  const settings = call.form
    ? [
        `const ${answer} = await fetch(${text(url)}, {`,
        `  method: 'POST',`,
        `  headers: { 'content-type': 'application/x-www-form-urlencoded' },`,
        `  body: new URLSearchParams({`,
        ...Object.entries(call.form).map(([name, value]) => `    ${name}: ${valueOf(value)},`),
        `  }),`,
        `});`,
      ]
    : [
        `const ${answer} = await fetch(${text(url)}, {`,
        `  headers: { authorization: \`Bearer \${${call.bearer ?? ''}}\` },`,
        `});`,
      ];
  return [...settings, `if (!${answer}.ok) throw new Error(await ${answer}.text());`, ending(call, placed)].join('\n');
}

function ending({ answer, keeps }: Call, { known, changing }: Placed): string {
  if (!keeps) return `console.log(await ${answer}.json());`;
  const kept = Object.entries(keeps);
  const members = kept.map(([name, member]) => `${member}: ${name}`).join(', ');
  const type = kept.map(([, member]) => `  ${member}: string;\n`).join('');
  const json = `(await ${answer}.json()) as {\n${type}}`;
  if (kept.some(([name]) => (known as ReadonlySet<string>).has(name))) return `({ ${members} } = ${json});`;
  return `${changing.size > 0 ? 'let' : 'const'} { ${members} } = ${json};`;
}
