import { describe, expect, it } from 'vitest';
import { deadlineOf, kurrentDbAddressOf } from '../../../src/kurrentdb/kurrentdb-address.js';

describe('the address of KurrentDB', () => {
  it.each([
    ['kurrentdb://127.0.0.1:2113?tls=false', 'kurrentdb://127.0.0.1:2113?tls=false'],
    [
      'kurrentdb://admin:change%40it@db-1.example,db-2.example:2114',
      'kurrentdb://admin:change%40it@db-1.example,db-2.example:2114',
    ],
    [
      'kurrentdb+discover://cluster.example/?node_preference=leader',
      'kurrentdb+discover://cluster.example?node_preference=leader',
    ],
    ['esdb+discover://cluster.example?tlsCAFile=./ca.crt', 'kurrentdb+discover://cluster.example?tlsCAFile=./ca.crt'],
    [' esdb://127.0.0.1 ', 'kurrentdb://127.0.0.1'],
  ])('is taken: %s', (given, taken) => {
    expect(kurrentDbAddressOf(given)).toBe(taken);
  });

  it.each([
    '',
    'http://admin:hunter2@db.example',
    'kurrentdb://',
    'kurrentdb://admin:hunt@er2@db.example',
    'kurrentdb://admin:hunt:er2@db.example',
    'kurrentdb://admin:hunter2%@db.example',
    'kurrentdb://admin:hunter2@db.example:0',
    'kurrentdb://admin:hunter2@db.example:99999',
    'kurrentdb://admin:hunter2@db.example,,other.example',
    'kurrentdb://admin:hunter2@db.example?tls',
    'kurrentdb://admin:hunter2@db.example?hunter2=true',
    'kurrentdb://admin:hunter2@db.example?throwOnAppendFailure=false',
  ])('is refused, and nothing of it repeated: %s', (wrong) => {
    expect(() => kurrentDbAddressOf(wrong)).toThrow(RangeError);
    expect(() => kurrentDbAddressOf(wrong)).toThrow(/^(?!.*(hunt|er2|db\.example)).*$/);
  });

  it.each([
    ['kurrentdb://db.example?defaultDeadline=700', 700],
    ['kurrentdb://db.example?tls=true&default_deadline=1500&tlsVerifyCert=true', 1_500],
    ['kurrentdb://db.example?tls=true', undefined],
  ])('says how long to wait: %s', (address, deadline) => {
    expect(deadlineOf(address)).toBe(deadline);
  });
});
