import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Lets the child import the sources: Node strips types, but does not look for `x.ts` where `x.js` is imported. */
const importsTypeScript = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const isSource = specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts');
      return nextResolve(isSource ? specifier.slice(0, -2) + 'ts' : specifier, context);
    },
  });
`)}`;

/** A program in a process of its own that is loaded, has said so, and waits to be told to go on. */
export interface WaitingChild {
  /** Lets it run; resolves to what it printed. */
  run(): Promise<string>;
}

/** Starts a program: `imports` run at once, `body` (it may await) once the child is told to go on. */
export async function startChild(imports: string, body: string): Promise<WaitingChild> {
  const program = `${imports}
    process.stderr.write('ready');
    for await (const _ of process.stdin) {}
    ${body}`;
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--experimental-transform-types',
      '--import',
      importsTypeScript,
      '--input-type=module',
      '-e',
      program,
    ],
    { stdio: 'pipe' },
  );
  const printed = text(child.stdout);
  const complaints = new Promise<string>((resolve) => {
    let heard = '';
    child.stderr.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      if (heard.startsWith('ready')) resolve('');
    });
    child.once('close', () => resolve(heard));
  });
  const complaint = await complaints;
  if (complaint !== '') throw new Error(`The child did not start: ${complaint}`);
  return {
    run: () => {
      child.stdin.end();
      return printed;
    },
  };
}
