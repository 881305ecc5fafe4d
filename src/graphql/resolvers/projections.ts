import { Ctx, Query, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { Projection } from '../types/projection.js';

@Resolver()
export class ProjectionsResolver {
  @Query(() => [Projection], {
    description:
      'How the views that queries are answered from stand. For staff with the role `OPERATOR` or `AUDITOR`; others are ' +
      'refused with `FORBIDDEN`.',
  })
  async projections(@Ctx() { useCases, requestContext }: ApiContext): Promise<readonly Projection[]> {
    return useCases.projections(await requestContext());
  }
}
