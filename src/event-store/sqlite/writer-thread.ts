/**
 * The thread that writes, so that nobody else ever waits for a disk. It may import nothing of this program but types:
 * under the tests Node runs this very file, with its types stripped, and would not find a `.js` beside it.
 */
import { utimesSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { AppendRequest, FromWriter, ToWriter, WriteOutcome, WriterSettings } from './writer-protocol.js';

/** Bounds how long a commit takes and how much one failing disk write takes with it. */
const largestBatch = 256;

if (parentPort === null) {
  throw new Error('This file runs as a worker thread.');
}
const port = parentPort;
const settings = workerData as WriterSettings;

const database = new DatabaseSync(settings.file);
// FULL: a commit has reached the disk when it returns. On macOS that needs fullfsync too.
database.exec(`
  PRAGMA busy_timeout = ${settings.busyTimeout};
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA journal_size_limit = 67108864;
`);
const selectLast = database.prepare('SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1');
const selectId = database.prepare('SELECT 1 FROM events WHERE id = ?');
const selectPlace = database.prepare(
  'SELECT revision, position FROM events WHERE id = ? AND stream = ? AND revision = ?',
);
const insert = database.prepare(`
  INSERT INTO events (stream, revision, id, type, schema_version, occurred_at, data, metadata)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
`);

/** Everything that can refuse an append is asked before its first insert, so a refusal leaves nothing to undo. */
function append({ stream, expected, events }: AppendRequest): WriteOutcome {
  const last = selectLast.get(stream);
  const actual = last === undefined ? 'noStream' : Number(last['revision']);
  const first = expected === 'noStream' ? 0 : expected + 1;

  if (actual !== expected) {
    const repeated = events.map((event, index) => selectPlace.get(event.id, stream, first + index));
    const place = repeated.every((found) => found !== undefined) ? repeated.at(-1) : undefined;
    if (place !== undefined) {
      return { kind: 'appended', revision: Number(place['revision']), sequence: Number(place['position']) };
    }
  }
  if (events.some((event) => selectId.get(event.id) !== undefined)) {
    return { kind: 'idReused' };
  }
  if (actual !== expected) {
    return { kind: 'conflict', actual };
  }

  let sequence = 0;
  events.forEach((event, index) => {
    const { id, type, schemaVersion, occurredAt, data, metadata } = event;
    const done = insert.run(stream, first + index, id, type, schemaVersion, occurredAt, data, metadata);
    sequence = Number(done.lastInsertRowid);
  });
  return { kind: 'appended', revision: first + events.length - 1, sequence };
}

/** One transaction and one fsync for all of them; nobody is answered before it is on the disk. */
function commit(requests: readonly AppendRequest[]): FromWriter {
  try {
    database.exec('BEGIN IMMEDIATE');
    const outcomes = requests.map((request) => ({ number: request.number, outcome: append(request) }));
    database.exec('COMMIT');
    tellOthers();
    return { kind: 'committed', outcomes };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown fault';
    // SQLite has already undone the transaction after some faults. Where even this fails, the thread must not go on.
    if (database.isTransaction) {
      database.exec('ROLLBACK');
    }
    return { kind: 'failed', numbers: requests.map((request) => request.number), fault: { message } };
  }
}

/**
 * Other processes watch the file, which itself does not change as long as there is a write-ahead log. It is not opened
 * for that: closing it again would end SQLite's locks on it.
 */
function tellOthers(): void {
  try {
    const now = new Date();
    utimesSync(settings.file, now, now);
  } catch {
    // What was committed is committed. They look by themselves after a while.
  }
}

function send(message: FromWriter): void {
  port.postMessage(message);
}

/** What is in the write-ahead log is safe there; a checkpoint that fails ends this thread and loses nothing. */
function close(): void {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  port.close();
}

/** The next message that has arrived already. */
function arrived(): ToWriter | undefined {
  const received: { message: ToWriter } | undefined = receiveMessageOnPort(port);
  return received?.message;
}

// Group commit: what arrives while one commit runs goes into the next one together.
port.on('message', (message: ToWriter) => {
  const requests: AppendRequest[] = [];
  let next: ToWriter | undefined = message;
  while (next?.kind === 'append') {
    requests.push(...next.requests);
    next = requests.length < largestBatch ? arrived() : undefined;
  }
  while (requests.length > 0) {
    send(commit(requests.splice(0, largestBatch)));
  }
  if (next?.kind === 'close') {
    close();
  }
});
send({ kind: 'ready' });
