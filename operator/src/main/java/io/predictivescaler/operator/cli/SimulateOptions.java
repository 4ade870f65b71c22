package io.predictivescaler.operator.cli;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.operator.config.InvalidSetting;
import io.predictivescaler.operator.simulate.ScalerInput;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.simulation.StartUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code simulate} is asked. An empty text, and a number of 0, stand for an option that was not given. */
final class SimulateOptions {
    private static final double WIDEST_SPREAD = 2;
    private static final Duration LONGEST_START_UP = Duration.ofHours(2);
    private static final long SEED = 1;

    /** The normal distribution's 90th percentile. */
    private static final double Z90 = 1.2816;

    private static final Duration LONGEST_LAG = Duration.ofMinutes(10);

    @Mixin
    private DemandOptions demand = new DemandOptions();

    @Option(
            names = "--scaler",
            paramLabel = "FILE",
            defaultValue = "",
            description = "YAML of the PredictiveScaler; it is simulated as if its mode were Enforce.")
    private String scaler = "";

    @Option(
            names = "--entry",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Its demand entry that is replayed (default: the only one).")
    private String entry = "";

    @Option(
            names = "--suggest",
            description = "Instead of --scaler: propose one from the data, its percentile from what caution brings.")
    private boolean suggest;

    @Option(
            names = "--percentile",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Plan for this percentile of demand, 50 to 99, whatever the spec says (default: the spec's; with"
                            + " --suggest of one trace what the frontier proposes, of several 90).")
    private int percentile;

    @Option(
            names = "--yaml",
            paramLabel = "FILE",
            defaultValue = "",
            description = "Write what --suggest proposes here, too.")
    private String yaml = "";

    @Option(
            names = "--capacity",
            paramLabel = "LOAD",
            defaultValue = "0",
            description =
                    "What one replica carries at the autoscaler's target, in the unit of the demand (default: what"
                            + " --scaler says; with --suggest, such that the peak needs about 40 replicas).")
    private double capacity;

    @Option(
            names = "--peak-replicas",
            paramLabel = "N",
            defaultValue = "0",
            description = "The same, told by how many replicas the highest 5 minutes need.")
    private int peakReplicas;

    @Option(
            names = "--hpa",
            paramLabel = "FILE",
            defaultValue = "",
            description =
                    "YAML of the HorizontalPodAutoscaler or ScaledObject (default: CPU at 70 %%, at least 2 replicas,"
                            + " at most twice what the peak needs, default behavior).")
    private String hpa = "";

    @Option(
            names = "--startup",
            paramLabel = "DURATION",
            defaultValue = "180s",
            converter = DurationConverter.class,
            description = "From a pod's creation to Ready (default: ${DEFAULT-VALUE}).")
    private Duration startUp = Duration.ZERO;

    @Option(
            names = "--startup-spread",
            paramLabel = "SIGMA",
            defaultValue = "0",
            description =
                    "Pods take log-normal times around --startup instead, this being the standard deviation of the"
                            + " logarithm: at 0.3 one in ten takes 1.47 times the median or more.")
    private double startUpSpread;

    @Option(
            names = "--metrics-lag",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "Age of the CPU samples that the autoscaler reads (default: ${DEFAULT-VALUE}).")
    private Duration metricsLag = Duration.ZERO;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "0s",
            converter = DurationConverter.class,
            description =
                    "How much of the end is replayed; what comes before is history (default: half, in whole days, at"
                            + " most 28d).")
    private Duration window = Duration.ZERO;

    @Option(
            names = "--frontier",
            description = "Also tell what other percentiles, and higher CPU targets of the autoscaler, cost and bring.")
    private boolean frontier;

    @Option(names = "--json", description = "One JSON object instead of the text.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", defaultValue = "", description = "Write a report here, one file.")
    private String html = "";

    /** Where the spec is from. */
    sealed interface SpecFrom {
        record Manifest(Path file, ScalerInput.Entry entry) implements SpecFrom {}

        record Suggestion() implements SpecFrom {}
    }

    /** What one replica carries. */
    sealed interface Carried {
        record Unstated() implements Carried {}

        record Load(double perReplica) implements Carried {}

        record PeakNeeds(int replicas) implements Carried {}
    }

    /** One or more; of several there is a table, and neither a page, nor a proposal, nor a frontier. */
    List<DemandOptions.Source> sources() {
        List<DemandOptions.Source> sources = demand.sources();
        if (sources.size() > 1 && !(html.isEmpty() && yaml.isEmpty() && !frontier)) {
            throw new InvalidSetting("--trace", demand.listed(), "one file beside --html, --yaml or --frontier");
        }
        return sources;
    }

    SpecFrom specFrom() {
        if (suggest != scaler.isEmpty()) {
            throw new InvalidSetting("--scaler", scaler, "a file, or --suggest instead: one of the two");
        }
        if (suggest) {
            return new SpecFrom.Suggestion();
        }
        if (!yaml.isEmpty()) {
            throw new InvalidSetting("--yaml", yaml, "left out without --suggest");
        }
        return new SpecFrom.Manifest(
                Path.of(scaler), entry.isEmpty() ? new ScalerInput.Entry.Only() : new ScalerInput.Entry.Named(entry));
    }

    Carried carried() {
        if (capacity != 0 && peakReplicas != 0) {
            throw new InvalidSetting("--peak-replicas", "" + peakReplicas, "left out beside --capacity");
        }
        if (!(capacity >= 0 && Double.isFinite(capacity))) {
            throw new InvalidSetting("--capacity", "" + capacity, "a positive load");
        }
        if (peakReplicas < 0 || peakReplicas > 5_000) {
            throw new InvalidSetting("--peak-replicas", "" + peakReplicas, "a number from 1 to 5000");
        }
        if (capacity > 0) {
            return new Carried.Load(capacity);
        }
        return peakReplicas > 0 ? new Carried.PeakNeeds(peakReplicas) : new Carried.Unstated();
    }

    /** The percentile that is asked for, if one is. */
    Optional<QuantileLevel> percentile() {
        if (percentile != 0 && (percentile < 50 || percentile > 99)) {
            throw new InvalidSetting("--percentile", "" + percentile, "a whole number from 50 to 99");
        }
        return percentile == 0 ? Optional.empty() : Optional.of(QuantileLevel.ofPercentile(percentile));
    }

    /** The HPA's file, if there is one. */
    Optional<Path> hpa() {
        return given(hpa);
    }

    Optional<Path> yaml() {
        return given(yaml);
    }

    Optional<Path> html() {
        return given(html);
    }

    /** What is replayed at the end; empty for the default. */
    Optional<Duration> window() {
        return Optional.of(window).filter(Duration::isPositive);
    }

    StartUp startUp() {
        if (!startUp.isPositive() || startUp.compareTo(LONGEST_START_UP) > 0) {
            throw new InvalidSetting("--startup", Durations.format(startUp), "a duration from 1s to 2h");
        }
        if (!(startUpSpread >= 0 && startUpSpread <= WIDEST_SPREAD)) {
            throw new InvalidSetting("--startup-spread", "" + startUpSpread, "a number from 0 to 2");
        }
        return startUpSpread == 0 ? StartUp.fixed(startUp) : StartUp.sampled(startUp, startUpSpread, SEED);
    }

    /** What nine of ten pods need at most: what the operator would have learned. */
    Duration usualStartUp() {
        return Duration.ofSeconds(Math.round(startUp.toMillis() / 1000.0 * Math.exp(Z90 * startUpSpread)));
    }

    Duration metricsLag() {
        if (metricsLag.compareTo(LONGEST_LAG) > 0) {
            throw new InvalidSetting("--metrics-lag", Durations.format(metricsLag), "a duration of at most 10m");
        }
        return metricsLag;
    }

    boolean frontier() {
        return frontier;
    }

    boolean json() {
        return json;
    }

    private static Optional<Path> given(String file) {
        return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    }
}
