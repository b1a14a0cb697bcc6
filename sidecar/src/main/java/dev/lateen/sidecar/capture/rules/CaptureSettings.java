package dev.lateen.sidecar.capture.rules;

import dev.lateen.sidecar.model.CidrRange;

/**
 * What is captured. A connection is captured when its port and its address are both selected.
 *
 * @param inboundPort where the sidecar takes what comes in. Default 15006
 * @param outboundPort where the sidecar takes what goes out. Default 15001
 * @param proxyUid the sidecar's user, whose connections go out as they are. Default 1337
 * @param proxyGid its group, likewise. Default: as the user
 * @param inboundPorts the ports of the workload that are captured
 * @param outboundPorts the ports elsewhere to which connections are captured
 * @param outboundAddresses the addresses to which connections are captured (TM-138)
 */
record CaptureSettings(
    int inboundPort,
    int outboundPort,
    long proxyUid,
    long proxyGid,
    Selection<PortRange> inboundPorts,
    Selection<PortRange> outboundPorts,
    Selection<CidrRange> outboundAddresses) {
  static final int INBOUND_PORT = 15_006;
  static final int OUTBOUND_PORT = 15_001;
  static final long PROXY_ID = 1337;
}
