package dev.lateen.bench.report;

/**
 * One line: medians over the rounds. Ratios are medians of the ratios within each round; what could
 * not be compared is NaN.
 *
 * @param scenario name of the scenario
 * @param proxy name of the peer
 * @param rps requests a second
 * @param p50Ms half of the requests took at most so many milliseconds
 * @param p99Ms 99 % did
 * @param cpuPer100k seconds of processor time of all its processes for 100,000 requests
 * @param rssMb resident memory of its largest process after the load, MiB
 * @param cpuRatioToHaproxy processor time against HAProxy's
 * @param cpuRatioToEnvoy against a stock Envoy's
 * @param cpuRatioToReference against its own in the scenario that this one adds something to
 * @param p99AddedMs milliseconds that the slowest 1 % are slower than without a proxy
 */
public record Result(
    String scenario,
    String proxy,
    double rps,
    double p50Ms,
    double p99Ms,
    double cpuPer100k,
    double rssMb,
    double cpuRatioToHaproxy,
    double cpuRatioToEnvoy,
    double cpuRatioToReference,
    double p99AddedMs) {}
