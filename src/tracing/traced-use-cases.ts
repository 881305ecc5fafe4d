import type { UseCases } from '../application/use-cases.js';
import type { Tracing } from './tracing.js';

type UseCase = (...given: never[]) => Promise<unknown>;

/** The same use cases, each as a span of its name. What they are given and answer is not in it. */
export function tracedUseCases(useCases: UseCases, tracing: Tracing): UseCases {
  const traced = Object.entries<UseCase>({ ...useCases }).map(([name, useCase]) => {
    const span = { kind: 'use case', attributes: { 'sallyport.use_case': name } } as const;
    return [name, (...given: never[]) => tracing.within(span, () => useCase(...given))] as const;
  });
  return { ...useCases, ...Object.fromEntries(traced) };
}
