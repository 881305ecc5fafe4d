import { type KurrentDbConnection, openKurrentDb } from '../../src/kurrentdb/kurrentdb-connection.js';
import { startKurrentDbServer } from './kurrentdb-server/kurrentdb-server.js';

/** A KurrentDB for the tests of one suite. */
export interface TestKurrentDb {
  /** A connection of its own, as each process has one; closed with the rest. */
  connect(): KurrentDbConnection;
  close(): Promise<void>;
}

/**
 * The KurrentDB of `KURRENTDB_URL`, or a wire-level test server of the suite's own. Others may use the one that was given:
 * a suite keeps to streams under a prefix that nobody else has.
 */
export async function openTestKurrentDb(): Promise<TestKurrentDb> {
  const given = process.env['KURRENTDB_URL'] ?? '';
  const server = given === '' ? await startKurrentDbServer() : undefined;
  const url = server?.url ?? given;
  const connections: KurrentDbConnection[] = [];
  return {
    connect() {
      const connection = openKurrentDb({ url });
      connections.push(connection);
      return connection;
    },
    async close() {
      await Promise.all(connections.map((connection) => connection.close()));
      await server?.close();
    },
  };
}
