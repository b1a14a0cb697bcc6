package dev.lateen.operator.install;

/** Whether an egress gateway is wanted of which one pod may go while another serves. */
public class EgressSeveral extends GatewaySeveral {

  public EgressSeveral() {
    super(EdgeGateway.EGRESS);
  }
}
