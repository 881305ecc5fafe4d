import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../src/application/errors.js';
import { describeFailure, namingOptions } from '../../../src/ops/failure.js';

const refuse = (field: string) => () => Promise.reject(new InvalidInput(field, 'Give another one.'));

describe('what is told of a failure', () => {
  it('names the option of a field that was refused', async () => {
    const error: unknown = await namingOptions({ username: '--owner' }, refuse('username')).catch(
      (thrown: unknown) => thrown,
    );

    expect(describeFailure(error)).toEqual({ exitCode: 1, message: '--owner: Give another one.' });
  });

  it('names the field itself where no option is known for it', async () => {
    await expect(namingOptions({}, refuse('username'))).rejects.toThrow('username: Give another one.');
  });

  it('leaves every other error as it is', async () => {
    const outage = new Error('outage');

    await expect(namingOptions({}, () => Promise.reject(outage))).rejects.toBe(outage);
  });

  it('repeats what the operating system says of a file', () => {
    const error = Object.assign(new Error("EACCES: permission denied, mkdir '/data'"), { code: 'EACCES' });

    expect(describeFailure(error)).toEqual({
      exitCode: 3,
      message: "The data directory cannot be used: EACCES: permission denied, mkdir '/data'",
    });
  });

  it.each([
    ['EADDRINUSE', 'The port is taken, maybe by a Sallyport that runs already. Set PORT to another one.'],
    ['EACCES', 'The service cannot listen there: listen EACCES: permission denied 0.0.0.0:80. Set HOST or PORT.'],
  ])('says what to set where the service cannot listen: %s', (code, message) => {
    const error = Object.assign(new Error(`listen ${code}: permission denied 0.0.0.0:80`), { code, syscall: 'listen' });

    expect(describeFailure(error)).toEqual({ exitCode: 3, message });
  });

  it('keeps back the message of an error that nobody foresaw: it may hold a secret (attack 37)', () => {
    const { exitCode, message } = describeFailure(new TypeError('cannot read hunter2'));

    expect(exitCode).toBe(3);
    expect(message).toMatch(
      /^Something failed in a way that was not foreseen: TypeError at .+failure\.spec\.ts:\d+:\d+\)?$/,
    );
    expect(message).not.toContain('hunter2');
  });

  it('says something of what is not even an error', () => {
    expect(describeFailure('hunter2')).toEqual({
      exitCode: 3,
      message: 'Something failed in a way that was not foreseen.',
    });
  });
});
