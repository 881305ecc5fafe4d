import type { SupportedMethods } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';

const streams = 'event_store.client.streams.streams';

/** What `ServerFeatures.GetSupportedMethods` says of this server: its version, and what can be called. */
export function supportedMethods(version: string): SupportedMethods {
  const methods = ['read', 'append', 'batchappend', 'delete', 'tombstone'].map((method) => supported(streams, method));
  return new features.SupportedMethods()
    .setEventStoreServerVersion(version)
    .setMethodsList([...methods, supported('event_store.client.gossip.gossip', 'read')]);
}

const supported = (service: string, method: string) =>
  new features.SupportedMethod().setServiceName(service).setMethodName(method);

/** Servers before 21.10 have neither `ServerFeatures` nor `BatchAppend`; clients know them by that. */
export function knowsServerFeatures(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 21 || (major === 21 && minor >= 10);
}
