import type { ClusterInfo } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import gossip from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import { uuidMessage } from './messages.js';
import type { Endpoint } from './refusal.js';

/** A node of a cluster, as it is told to those who look for one. */
export interface Member extends Endpoint {
  readonly id: string;
  readonly state: 'leader' | 'follower';
}

const states = {
  leader: gossip.MemberInfo.VNodeState.LEADER,
  follower: gossip.MemberInfo.VNodeState.FOLLOWER,
} as const;

/** What `Gossip.Read` says: all members, all alive. */
export function clusterInfo(members: readonly Member[], now: number): ClusterInfo {
  return new gossip.ClusterInfo().setMembersList(
    members.map(({ id, state, host, port }) =>
      new gossip.MemberInfo()
        .setInstanceId(uuidMessage(id, false))
        .setTimeStamp(String(BigInt(now) * 10_000n))
        .setState(states[state])
        .setIsAlive(true)
        .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port)),
    ),
  );
}
