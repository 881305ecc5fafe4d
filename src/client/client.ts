import type { TypedDocumentString } from './generated/graphql.js';

/** Sends the operations of `schema/operations`. */
export interface Client {
  /**
   * Sends one operation and gives back its data.
   *
   * @param token of a session, where the operation needs one.
   * @throws {RequestFailed} the API answered with errors, or with something else than an answer.
   * @throws {TypeError} nothing answered.
   */
  execute<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
    token?: string,
  ): Promise<Result>;
}

export interface ClientDependencies {
  /** Of the endpoint: `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  readonly fetch: typeof fetch;
}

/** A small typed client of the API, for Node and browsers alike. */
export function createClient({ url, fetch }: ClientDependencies): Client {
  return {
    async execute<Result, Variables>(
      document: TypedDocumentString<Result, Variables>,
      variables: Variables,
      token?: string,
    ): Promise<Result> {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      const answer = readAnswer<Result>(await response.text());
      if (answer === undefined) throw new RequestFailed(response.status, []);
      const { data, errors = [] } = answer;
      if (data === undefined || data === null || errors.length > 0) throw new RequestFailed(response.status, errors);
      return data;
    },
  };
}

/** A GraphQL response (GraphQL over HTTP, section 6). */
interface Answer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly GraphqlError[];
}

/** One error of a response. What it is about is in the extensions. */
export interface GraphqlError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly field?: string; readonly correlationId?: string };
}

/** `undefined`: not JSON, so whoever answered is not the API. */
function readAnswer<Result>(text: string): Answer<Result> | undefined {
  try {
    return JSON.parse(text) as Answer<Result>;
  } catch {
    return undefined;
  }
}

/** The request was not answered with data: it was malformed, not allowed, or the service cannot do it now. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  constructor(
    /** HTTP status. */
    readonly status: number,
    readonly errors: readonly GraphqlError[],
  ) {
    super(errors.map(describeError).join('; ') || `HTTP status ${status} without an answer of the API`);
  }
}

function describeError({ message, extensions }: GraphqlError): string {
  return extensions?.code === undefined ? message : `${extensions.code}: ${message}`;
}
