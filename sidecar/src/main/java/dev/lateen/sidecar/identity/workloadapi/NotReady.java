package dev.lateen.sidecar.identity.workloadapi;

import io.grpc.Status;

/** What callers are told until there is an identity (SPIFFE Workload Endpoint, "Error Codes"). */
final class NotReady {
  static final Status STATUS =
      Status.UNAVAILABLE.withDescription(
          "this workload has no identity yet, or does not know yet whom the mesh trusts: ask"
              + " again");

  private NotReady() {}
}
