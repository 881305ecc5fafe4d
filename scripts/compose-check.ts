/** `npm run compose:check`: whether docker-compose.yml can be used, without a Docker engine. */
import { readFileSync } from 'node:fs';
import { settingNames } from '../src/config.js';
import { composeFaultsOf } from './compose/compose-faults.js';
import { readComposeFile } from './compose/compose-file.js';

try {
  const file = readComposeFile(readFileSync('docker-compose.yml', 'utf8'));
  const dockerfile = readFileSync('scripts/docker/Dockerfile', 'utf8');
  const faults = composeFaultsOf(file, { settings: settingNames, dockerfile });
  for (const fault of faults) console.error(`docker-compose.yml: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`docker-compose.yml: ${Object.keys(file.services).length} services, as they should be.`);
} catch (error) {
  console.error(`docker-compose.yml: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
