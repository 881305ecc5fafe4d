/**
 * What Apollo Server, type-graphql and Fastify can do at most: the program's stack and its settings for HTTP, ten fields
 * answered from memory or with one GET from Redis, and nothing else. No limits, no log, no errors of its own. Arguments:
 * the answer, whose challenge is the one that it knows; and, for Redis, its address and how large a document is.
 */
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import { Arg, buildSchemaSync, Field, ID, Int, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';

const Purpose = { SIGN_IN: 'SIGN_IN', STEP_UP: 'STEP_UP' };
const State = { OPEN: 'OPEN', PASSED: 'PASSED', LOCKED: 'LOCKED', EXPIRED: 'EXPIRED', CLOSED: 'CLOSED' };
const Interface = { CONTROL_PANEL: 'CONTROL_PANEL', CLASSIC: 'CLASSIC' };
const Method = { AUTHENTICATOR_APP: 'AUTHENTICATOR_APP', SMS: 'SMS' };
const Action = { ANSWER: 'ANSWER', CHOOSE_METHOD: 'CHOOSE_METHOD', REDEEM_RECOVERY_CODE: 'REDEEM_RECOVERY_CODE' };
for (const [name, enumObject] of Object.entries({ Purpose, State, Interface, Method, Action })) {
  registerEnumType(enumObject, { name });
}

@ObjectType({ simpleResolvers: true })
class ChallengeMethod {
  @Field(() => Method) readonly method!: string;
  @Field(() => Boolean) readonly isDefault!: boolean;
}

@ObjectType({ simpleResolvers: true })
class LoginChallenge {
  @Field(() => ID) readonly id!: string;
  @Field(() => Purpose) readonly purpose!: string;
  @Field(() => State) readonly state!: string;
  @Field(() => Interface) readonly interface!: string;
  @Field(() => Method) readonly method!: string;
  @Field(() => [ChallengeMethod]) readonly methods!: readonly ChallengeMethod[];
  @Field(() => String) readonly expiresAt!: string;
  @Field(() => Int) readonly attemptsLeft!: number;
  @Field(() => String, { nullable: true }) readonly lockedUntil!: string | null;
  @Field(() => [Action]) readonly allowedActions!: readonly string[];
}

interface Answer {
  readonly data: { readonly loginChallenge: LoginChallenge };
}
const [, , answer = '', redisUrl, size] = process.argv;
const { loginChallenge } = (JSON.parse(answer) as Answer).data;
type Find = (id: string) => LoginChallenge | undefined | Promise<LoginChallenge | undefined>;
const findChallenge = redisUrl === undefined ? findInMemory() : await findInRedis(redisUrl, Number(size));

function findInMemory(): Find {
  const challenges = new Map([[loginChallenge.id, loginChallenge]]);
  return (id) => challenges.get(id);
}

async function findInRedis(url: string, bytes: number): Promise<Find> {
  const redis = new Redis(url);
  const text = JSON.stringify(loginChallenge);
  // Space at the end of JSON means nothing.
  await redis.set(loginChallenge.id, text.padEnd(bytes));
  return async (id) => {
    const document = await redis.get(id);
    return document === null ? undefined : (JSON.parse(document) as LoginChallenge);
  };
}

@Resolver()
class LoginChallengeResolver {
  @Query(() => LoginChallenge, { nullable: true })
  async loginChallenge(@Arg('id', () => ID) id: string): Promise<LoginChallenge | undefined> {
    return findChallenge(id);
  }
}

const apollo = new ApolloServer({
  schema: buildSchemaSync({ resolvers: [LoginChallengeResolver], validate: false }),
  introspection: false,
  stopOnTerminationSignals: false,
  plugins: [ApolloServerPluginCacheControlDisabled()],
});
await apollo.start();

const fastify = Fastify({
  bodyLimit: 16 * 1024,
  requestTimeout: 10_000,
  connectionTimeout: 30_000,
  keepAliveTimeout: 65_000,
  maxRequestsPerSocket: 10_000,
  http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16 * 1024 },
  logger: false,
});
interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}
fastify.post<{ Body: Asked }>('/graphql', async ({ body: { query, variables } }, reply) => {
  const { body } = await apollo.executeOperation({ query, variables });
  reply.header('content-type', 'application/json; charset=utf-8');
  return JSON.stringify(body.kind === 'single' ? body.singleResult : {});
});
console.log(await fastify.listen({ host: '127.0.0.1', port: 0 }));
process.once('SIGTERM', () => process.exit(0));
