/**
 * `node --import` of this file lets a child process run this program's sources as they are: the imports end in `.js`,
 * as they will when compiled, and are found as `.ts`.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isSource = specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts');
    return nextResolve(isSource === true ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
