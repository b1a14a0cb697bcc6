package dev.lateen.operator.install;

/** Whether a mesh that is in force asks for its egress gateway. */
public class EgressWanted extends GatewayWanted {

  public EgressWanted() {
    super(EdgeGateway.EGRESS);
  }
}
