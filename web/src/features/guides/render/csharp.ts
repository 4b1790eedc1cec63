import { blankFor, parts, type Call, type Placed, type Value } from '../guide.ts';

const text = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const valueOf = (value: Value): string => (typeof value === 'string' ? text(value) : value.variable);

const PRELUDE = `using System.Net.Http.Headers;
using System.Text.Json;

var http = new HttpClient();`;

export const csharp = (placed: Placed): string =>
  parts(
    placed.isFirst ? PRELUDE : '',
    (placed.step.asks ?? []).map((name) => `var ${name} = ${text(blankFor(name))};`).join('\n'),
    placed.step.call ? request(placed.step.call, placed) : '',
  );

function request({ answer, url, form, bearer, keeps }: Call, { known }: Placed): string {
  const sent = form
    ? [
        `var ${answer} = await http.PostAsync(${text(url)}, new FormUrlEncodedContent(new Dictionary<string, string>`,
        `{`,
        ...Object.entries(form).map(([name, value]) => `    [${text(name)}] = ${valueOf(value)},`),
        `}));`,
      ]
    : [
        `var ${answer}Request = new HttpRequestMessage(HttpMethod.Get, ${text(url)});`,
        `${answer}Request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ${bearer ?? ''});`,
        `var ${answer} = await http.SendAsync(${answer}Request);`,
      ];
  const kept = Object.entries(keeps ?? {}).map(([name, member]) => {
    const isKnown = (known as ReadonlySet<string>).has(name);
    return `${isKnown ? '' : 'var '}${name} = ${answer}Json.RootElement.GetProperty(${text(member)}).GetString()!;`;
  });
  const ending = keeps
    ? [`using var ${answer}Json = JsonDocument.Parse(await ${answer}.Content.ReadAsStringAsync());`, ...kept]
    : [`Console.WriteLine(await ${answer}.Content.ReadAsStringAsync());`];
  return [...sent, `${answer}.EnsureSuccessStatusCode();`, ...ending].join('\n');
}
