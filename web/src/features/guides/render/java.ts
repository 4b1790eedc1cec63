import { blankFor, parts, type Call, type Placed, type Value } from '../guide.ts';

const text = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const valueOf = (value: Value): string => (typeof value === 'string' ? text(value) : value.variable);

const PRELUDE = `// Jackson reads the JSON: com.fasterxml.jackson.core:jackson-databind
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
}

var http = HttpClient.newHttpClient();
var json = new ObjectMapper();`;

export const java = (placed: Placed): string =>
  parts(
    placed.isFirst ? PRELUDE : '',
    (placed.step.asks ?? []).map((name) => `var ${name} = ${text(blankFor(name))};`).join('\n'),
    placed.step.call ? request(placed.step.call, placed) : '',
  );

function request({ answer, url, form, bearer, keeps }: Call, { known }: Placed): string {
  const how = form
    ? [
        `        .header("Content-Type", "application/x-www-form-urlencoded")`,
        `        .POST(HttpRequest.BodyPublishers.ofString(form(Map.of(`,
        Object.entries(form)
          .map(([name, value]) => `            ${text(name)}, ${valueOf(value)}`)
          .join(',\n') + '))))',
      ]
    : [`        .header("Authorization", "Bearer " + ${bearer ?? ''})`];
  const ending = keeps
    ? Object.entries(keeps).map(([name, member]) => {
        const isKnown = (known as ReadonlySet<string>).has(name);
        return `${isKnown ? '' : 'var '}${name} = json.readTree(${answer}.body()).get(${text(member)}).asText();`;
      })
    : [`System.out.println(${answer}.body());`];
  return [
    `var ${answer} = http.send(`,
    `    HttpRequest.newBuilder(URI.create(${text(url)}))`,
    ...how,
    `        .build(),`,
    `    HttpResponse.BodyHandlers.ofString());`,
    `if (${answer}.statusCode() != 200) throw new IOException(${answer}.body());`,
    ...ending,
  ].join('\n');
}
