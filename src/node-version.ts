/** The oldest Node that has `node:sqlite` without a flag. */
const oldest = { major: 22, minor: 13 };

/**
 * Why the program cannot run on this version of Node, for a person to read; `undefined` if it can. To be asked before
 * anything is imported that an older Node does not have.
 *
 * @param version as `process.versions.node` has it.
 */
export function refuseOldNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return undefined;
  return (
    `Sallyport needs Node ${oldest.major}.${oldest.minor} or newer, and this is Node ${version}. ` +
    'Run it through npm, which brings its own Node (npm start, npm run -s sallyport -- …), or install Node 24.'
  );
}
