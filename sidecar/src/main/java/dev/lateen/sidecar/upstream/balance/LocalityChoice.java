package dev.lateen.sidecar.upstream.balance;

/**
 * A locality to choose.
 *
 * @param weight its share, more than 0
 * @param first the index of its first endpoint
 * @param chooser among its endpoints
 */
record LocalityChoice(double weight, int first, Chooser chooser) {}
