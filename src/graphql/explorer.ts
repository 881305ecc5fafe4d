import { createHash } from 'node:crypto';

/** A page that needs nothing from anywhere else. */
export interface Explorer {
  readonly html: string;
  /** Keeps it so: the page can talk to this service only, and runs no script but its own. */
  readonly contentSecurityPolicy: string;
}

const firstRequest = `# Sign in. What comes back says what to do next.
mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on SignedIn { session { token } user { displayName } position }
    ... on ChallengeRequired { challenge { id method allowedActions } position }
    ... on EnrollmentRequired { session { token } allowedMethods }
    ... on Rejected { reason message }
  }
}

# Variables: { "input": { "username": "…", "password": "…", "interface": "CONTROL_PANEL" } }
# Headers, once signed in: { "authorization": "Bearer <session.token>" }
`;

/** GraphiQL, for development. It is megabytes large, so nothing of it is loaded elsewhere. */
export async function loadExplorer(endpoint: string): Promise<Explorer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({ endpoint, title: 'Sallyport', defaultQuery: firstRequest }).trim();
  const policy = [
    "default-src 'none'",
    `script-src '${hashOfScript(html)}'`,
    "connect-src 'self'",
    'worker-src blob:',
    // The editor writes its styles as it goes.
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return { html, contentSecurityPolicy: policy.join('; ') };
}

/** CSP Level 3, section 2.3.1: of exactly what stands inside the element. */
function hashOfScript(html: string): string {
  const script = html.slice(html.indexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'));
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}
