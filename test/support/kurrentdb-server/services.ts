import type { Server } from '@grpc/grpc-js';
import type { IGossipServer } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import gossipServices from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import type { IServerFeaturesServer } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import featureServices from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import type { IStreamsServer } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import streamServices from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import { serveAppend } from './append-call.js';
import { serveBatchAppend } from './batch-append-call.js';
import { serveDelete, serveTombstone } from './delete-call.js';
import { clusterInfo, type Member } from './gossip.js';
import type { Caller, Node } from './node.js';
import { serveRead } from './read-call.js';
import { asServiceError, type Refusal, refusals } from './refusal.js';
import { knowsServerFeatures, supportedMethods } from './server-features.js';

export interface Served {
  readonly node: Node;
  readonly version: string;
  readonly members: readonly Member[];
}

/** Gives a gRPC server what a node of this version can be asked. */
export function addServices(server: Server, { node, version, members }: Served): void {
  const streams = streamsOf(node);
  const gossip: IGossipServer = { read: (_call, answer) => answer(null, clusterInfo(members, Date.now())) };
  server.addService(gossipServices.GossipService, gossip);
  if (!knowsServerFeatures(version)) {
    const { batchAppend: _none, ...before } = streamServices.StreamsService;
    server.addService(before, streams);
    return;
  }
  const features: IServerFeaturesServer = {
    getSupportedMethods: (_call, answer) => answer(null, supportedMethods(version)),
  };
  server.addService(streamServices.StreamsService, streams);
  server.addService(featureServices.ServerFeaturesService, features);
}

function streamsOf(node: Node): IStreamsServer {
  return {
    read: (call) => {
      const refusal = refusalOf(node.authenticate(call.metadata));
      if (refusal === undefined) void serveRead(node, call);
      else call.emit('error', asServiceError(refusal));
    },
    append: (call, answer) => {
      const refusal = refusalOf(node.authenticate(call.metadata));
      if (refusal === undefined) serveAppend(node, call, answer);
      else answer(asServiceError(refusal));
    },
    batchAppend: (call) => {
      const caller = node.authenticate(call.metadata);
      // An anonymous caller is refused append by append.
      if (caller !== 'rejected') serveBatchAppend(node, call, caller === 'user');
      else call.emit('error', asServiceError(refusals.unauthenticated()));
    },
    delete: (call, answer) => {
      const refusal = refusalOf(node.authenticate(call.metadata));
      if (refusal === undefined) serveDelete(node, call.getPeer(), call.request, answer);
      else answer(asServiceError(refusal));
    },
    tombstone: (call, answer) => {
      const refusal = refusalOf(node.authenticate(call.metadata));
      if (refusal === undefined) serveTombstone(node, call.getPeer(), call.request, answer);
      else answer(asServiceError(refusal));
    },
  };
}

function refusalOf(caller: Caller): Refusal | undefined {
  switch (caller) {
    case 'user':
      return undefined;
    case 'anonymous':
      return refusals.accessDenied();
    case 'rejected':
      return refusals.unauthenticated();
  }
}
