import { fastify } from 'fastify';

const SCRIPT = '/docs/js/scalar.js';

/** The viewer of API documents: one large script, taken from its package when somebody first asks for it. */
let script: Promise<string> | undefined;
export const viewerScript = (): Promise<string> => (script ??= readViewerScript());

async function readViewerScript(): Promise<string> {
  const { default: reference } = await import('@scalar/fastify-api-reference');
  const viewer = fastify();
  // The package gives its script only as a route.
  await viewer.register(reference, { routePrefix: '/docs', configuration: { url: '/openapi.json' } });
  const { payload } = await viewer.inject(SCRIPT);
  await viewer.close();
  return payload;
}

/** Only what this server serves: no font, script or telemetry from elsewhere. The page calls this origin alone. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The page that shows the documents; `sandbox` adds a bar that fetches a token of a demo user with one click. */
export function referencePage(documents: readonly string[], sandbox: boolean): string {
  const configuration = {
    sources: [
      { title: 'Everything', slug: 'everything', url: '/openapi.json', default: true },
      ...documents.map((name) => ({ title: name, slug: name, url: `/openapi/${name}.json` })),
    ],
    withDefaultFonts: false,
    telemetry: false,
    hideClientButton: true,
    showDeveloperTools: 'never',
    agent: { disabled: true },
    mcp: { disabled: true },
    authentication: { preferredSecurityScheme: 'bearer' },
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Perdiem APIs</title>
<style>${STYLE}</style>
</head>
<body>
${sandbox ? TOKEN_BAR : ''}
<main id="reference"></main>
<script src="${SCRIPT}"></script>
<script>
const configuration = ${JSON.stringify(configuration).replaceAll('<', '\\u003c')};
const reference = Scalar.createApiReference('#reference', configuration);
${sandbox ? TOKEN_SCRIPT : ''}
</script>
</body>
</html>
`;
}

const STYLE = `body{margin:0;font-family:system-ui,sans-serif}
.token-bar{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;padding:.5rem 1rem;background:#1f5a4b;color:#fff;font-size:.9rem}
.token-bar button{font:inherit;padding:.25rem .75rem;border:1px solid #fff;border-radius:4px;background:transparent;color:#fff;cursor:pointer}
.token-bar button[aria-pressed=true]{background:#fff;color:#1f5a4b}`;

const TOKEN_BAR = `<section class="token-bar" aria-label="Token of a demo user">
<span>Call as</span><span id="token-users"></span><output id="token-state">without a token</output>
</section>`;

const TOKEN_SCRIPT = `
const state = document.querySelector('#token-state');
const pressed = (chosen) => document.querySelectorAll('#token-users button').forEach((one) => one.setAttribute('aria-pressed', String(one === chosen)));
async function use(user, button) {
  state.textContent = 'fetching a token ...';
  const answer = await fetch('/sandbox/token', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ user: user.key }) });
  const body = await answer.json();
  if (!answer.ok) { state.textContent = body.errorMessage ?? 'no token'; return; }
  pressed(button);
  state.textContent = 'calls carry a token of ' + user.login;
  reference.updateConfiguration({ ...configuration, authentication: { preferredSecurityScheme: 'bearer', securitySchemes: { bearer: { token: body.accessToken } } } });
}
fetch('/sandbox/users').then((answer) => answer.json()).then(({ users }) => {
  for (const user of users) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: user.key, title: user.login });
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => use(user, button));
    document.querySelector('#token-users').append(button, ' ');
  }
});`;
