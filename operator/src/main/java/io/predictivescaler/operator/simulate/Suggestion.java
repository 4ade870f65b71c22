package io.predictivescaler.operator.simulate;

import io.predictivescaler.forecasting.series.StepGrid;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.Formats;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.simulation.DemandCurve;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A PredictiveScaler for a demand of which nothing else is known, to be tried and then made one's own.
 *
 * @param key its name, which is also the target's, and its namespace
 * @param query PromQL for the demand
 * @param perReplica load that one replica carries at the autoscaler's target; positive
 * @param leadTime from a decision to a Ready replica
 * @param step of its history
 * @param lookback of its history
 * @param notes what the user should know, each a sentence
 */
public record Suggestion(
        ResourceKey key,
        Query query,
        double perReplica,
        CapacityOrigin capacityOrigin,
        Duration leadTime,
        Duration step,
        Duration lookback,
        List<String> notes) {
    /** The replicas that the peak needs where nobody says what one carries. */
    public static final int PEAK_REPLICAS = 40;

    private static final Duration LONGEST_LOOKBACK = Duration.ofDays(28);
    private static final Duration SHORTEST_LOOKBACK = Duration.ofDays(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration LONGEST_LEAD_TIME = Duration.ofHours(2);
    private static final int LONGEST_NAME = 63;
    private static final Pattern NAME = Pattern.compile(Formats.OBJECT_NAME);

    /** What a quantity of the API can say. */
    private static final double LEAST_CAPACITY = 1e-6;

    private static final double MOST_CAPACITY = 1e15;
    private static final int MOST_DECIMALS = 9;

    /** Round, and none more than 15 % from the next. */
    private static final double[] ROUND = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};

    private static final MathContext TWO_DIGITS = new MathContext(2);

    /** What asks for the demand. */
    public sealed interface Query {
        /** The user's own PromQL. */
        record Stated(String promql) implements Query {}

        /** Not known: a trace does not say where it comes from. */
        record Unknown() implements Query {}
    }

    /** Where the capacity comes from. */
    public enum CapacityOrigin {
        /** From the user. */
        Stated,
        /** From nothing: a round number that suits the peak. */
        Guessed
    }

    public Suggestion {
        notes = List.copyOf(notes);
        for (String name : List.of(key.name(), key.namespace())) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is no name of a Kubernetes object");
            }
        }
        if (leadTime.compareTo(Duration.ofSeconds(1)) < 0 || leadTime.compareTo(LONGEST_LEAD_TIME) > 0) {
            throw new IllegalArgumentException("a lead time is 1s to 2h, not " + leadTime);
        }
    }

    /**
     * For a demand.
     *
     * @param leadTime 1 s to 2 h
     */
    public static Suggestion of(
            DemandCurve demand, ResourceKey key, Query query, ScalerInput.Capacity capacity, Duration leadTime) {
        double peak = demand.largestMean(FIVE_MINUTES);
        Duration known = Duration.between(demand.start(), demand.end());
        Duration days = Duration.ofDays(known.toDays());
        Duration lookback = days.compareTo(LONGEST_LOOKBACK) > 0
                ? LONGEST_LOOKBACK
                : days.compareTo(SHORTEST_LOOKBACK) < 0 ? SHORTEST_LOOKBACK : days;
        return switch (capacity) {
            case ScalerInput.Capacity.Stated stated ->
                new Suggestion(
                        key,
                        query,
                        stated.perReplica(),
                        CapacityOrigin.Stated,
                        leadTime,
                        stepFor(demand.step()),
                        lookback,
                        List.of());
            case ScalerInput.Capacity.Unstated unstated -> {
                double guessed = round(peak / PEAK_REPLICAS);
                String note = "What one replica carries is not known; assumed is " + Numbers.plain(guessed)
                        + ", so that the peak of " + Numbers.plain(peak) + " needs "
                        + (int) Math.ceil(peak / guessed)
                        + " replicas. It must be replaced, by --capacity from a load test here and by that or learned: {}"
                        + " in the cluster; shortages and savings in percent depend little on it, replica-hours do.";
                yield new Suggestion(
                        key,
                        query,
                        guessed,
                        CapacityOrigin.Guessed,
                        leadTime,
                        stepFor(demand.step()),
                        lookback,
                        List.of(note));
            }
        };
    }

    /** A valid name of a Kubernetes object made of any text, such as a file's name. */
    public static String nameOf(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = plain.replaceAll("^-+", "");
        cut = cut.length() > LONGEST_NAME ? cut.substring(0, LONGEST_NAME) : cut;
        cut = cut.replaceAll("-+$", "");
        return cut.isEmpty() ? "workload" : cut;
    }

    /**
     * The resource in YAML, each line with its reason.
     *
     * @param percentile that capacity is planned for, 50 to 99
     */
    public String yaml(int percentile) {
        return String.join(
                "\n",
                "# Suggested by predictive-scaler simulate --suggest. It observes; nothing is changed until mode: Enforce.",
                "apiVersion: predictivescaler.io/v1alpha1",
                "kind: PredictiveScaler",
                "metadata:",
                "  name: " + quoted(key.name()),
                "  namespace: " + quoted(key.namespace()),
                "spec:",
                "  targetRef:",
                "    name: " + quoted(key.name()) + " # the HorizontalPodAutoscaler, in the same namespace",
                "  mode: Observe # Enforce lets it move minReplicas",
                "  timeZone: UTC # the clock that your users live by, such as Europe/Berlin",
                "  demand:",
                queryLine(),
                "    capacityPerReplica:",
                "      fixed: " + quantity(perReplica) + capacityComment(),
                "    history:",
                "      lookback: " + Durations.format(lookback) + " # as much as there is, four weeks at most",
                "      step: " + Durations.format(step) + " # what the forecast is made of",
                "  forecast:",
                "    percentile: " + percentile
                        + " # of demand that capacity is planned for: more costs more, and is short less",
                "  leadTime:",
                "    fixed: " + Durations.format(leadTime)
                        + " # from a decision to a Ready replica; without leadTime it is learned from your pods",
                "");
    }

    /** What the operator makes of it. */
    public ScalerInput scaler(int percentile) {
        return ScalerReader.read(
                "the suggestion", yaml(percentile), new ScalerInput.Entry.Only(), new ScalerInput.Capacity.Unstated());
    }

    private String queryLine() {
        return switch (query) {
            case Query.Stated stated -> "  - query: " + quoted(stated.promql()) + " # gives one series";
            case Query.Unknown unknown ->
                "  - query: " + quoted("sum(rate(http_requests_total{app=\"" + key.name() + "\"}[5m]))")
                        + " # REPLACE: what gives this demand in your Prometheus, as one series";
        };
    }

    private String capacityComment() {
        return switch (capacityOrigin) {
            case Stated -> " # load that one replica carries at the autoscaler's target, in the query's unit";
            case Guessed ->
                " # REPLACE: a guess by which the peak needs about " + PEAK_REPLICAS
                        + " replicas. Load-test one replica, or write learned: {} instead of fixed";
        };
    }

    /** A whole number of 32 bits stands as it is, any other in quotes, as the API has it. */
    private static String quantity(double number) {
        String plain = BigDecimal.valueOf(number)
                .setScale(MOST_DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        return plain.contains(".") || number > Integer.MAX_VALUE ? "\"" + plain + "\"" : plain;
    }

    /** In single quotes, in which nothing else is special; a text of several lines in double ones, on one line. */
    private static String quoted(String text) {
        return text.chars().noneMatch(Character::isISOControl)
                ? "'" + text.replace("'", "''") + "'"
                : "\""
                        + text.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")
                                .replace("\t", "\\t")
                        + "\"";
    }

    private static Duration stepFor(Duration step) {
        return IntStream.of(5, 10, 15, 20, 30, 60)
                .mapToObj(Duration::ofMinutes)
                .filter(usual -> usual.compareTo(step) >= 0 && StepGrid.supports(usual))
                .findFirst()
                .orElse(Duration.ofHours(1));
    }

    private static double round(double number) {
        double size = Math.pow(10, Math.floor(Math.log10(number)));
        double nearest = ROUND[0];
        for (double candidate : ROUND) {
            nearest = offBy(number, candidate * size) < offBy(number, nearest * size) ? candidate : nearest;
        }
        double rounded = BigDecimal.valueOf(nearest * size).round(TWO_DIGITS).doubleValue();
        return Math.clamp(rounded, LEAST_CAPACITY, MOST_CAPACITY);
    }

    private static double offBy(double number, double candidate) {
        return Math.abs(Math.log(number / candidate));
    }
}
