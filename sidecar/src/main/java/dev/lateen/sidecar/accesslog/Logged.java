package dev.lateen.sidecar.accesslog;

/** A request or connection that is over. What is not known is empty. */
public interface Logged {
  /** When it began, in milliseconds since 1970. */
  long startedAt();

  /** How long it took, in milliseconds. */
  long duration();

  /** Of the response; 0 where there was none. */
  int status();

  /** Bytes that came from the client. */
  long received();

  /** Bytes that went to the client. */
  long sent();

  /** Why there was no response of an endpoint; empty where there was. */
  String flags();

  /** Version of HTTP. */
  String protocol();

  /** A header or pseudo-header of the request by its lower-case name. */
  String requestHeader(String name);

  /** A header of the response by its lower-case name. */
  String responseHeader(String name);

  /** Address and port of the endpoint. */
  String upstreamHost();

  /** Name of the cluster. */
  String upstreamCluster();

  /** Name of the route. */
  String routeName();

  /** Address of the caller. */
  String remoteAddress();

  /** SPIFFE ID that the caller proved. */
  String downstreamPrincipal();

  /** SPIFFE ID that the endpoint proved. */
  String upstreamPrincipal();
}
