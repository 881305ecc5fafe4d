import { describe, expect, it } from 'vitest';
import { refuseOldNode } from '../../src/node-version.js';

describe('the version of Node', () => {
  it.each(['22.13.0', '22.13.1', '22.21.1', '23.0.0', '24.15.0', process.versions.node])('%s is taken', (version) => {
    expect(refuseOldNode(version)).toBeUndefined();
  });

  it.each(['22.12.0', '20.20.2', '21.99.0', '18.0.0', '8.17.0'])('%s is refused, with what to do', (version) => {
    expect(refuseOldNode(version)).toMatch(
      new RegExp(`^Sallyport needs Node 22\\.13 or newer, and this is Node ${version}\\. Run it through npm`),
    );
  });
});
