package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator saw and decided. Its lists and texts are bounded so that the whole stays under 16 KiB. Durations, instants
 * (RFC 3339) and names are text; the reasons are not an enum here, so that an older CRD takes a newer operator's status.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PredictiveScalerStatus(
        @JsonPropertyDescription("The generation of the spec that this status speaks of.") @Nullable Long observedGeneration,

        @Size(max = 8) @JsonPropertyDescription(
                "Ready, TargetResolved, DemandAvailable, ForecastReady, Trusted, Enforcing, Limited, Contended.")
        List<Condition> conditions,

        @JsonPropertyDescription("The target and its bounds.") @Nullable Target target,

        @JsonPropertyDescription("The last decision.") @Nullable Decision decision,

        @Size(max = MOST_DECISIONS) @JsonPropertyDescription("The last ten decisions, newest first.")
        List<Decision> decisions,

        @JsonPropertyDescription("What is expected.") @Nullable Forecast forecast,

        @Size(max = MOST_DEMAND) @JsonPropertyDescription("What is known of each demand entry.")
        List<Demand> demand,

        @JsonPropertyDescription("What enforcing brings, or would bring.") @Nullable Benefit benefit,

        @JsonPropertyDescription("The lead time in use.") @Nullable LeadTime leadTime,

        @JsonPropertyDescription("What raising has cost today.") @Nullable Budget budget) {

    public static final int MOST_CONDITIONS = 8;
    public static final int MOST_DECISIONS = 10;
    public static final int MOST_POINTS = 48;
    public static final int MOST_DEMAND = 10;
    public static final int LONGEST_CONDITION_MESSAGE = 300;
    public static final int LONGEST_DECISION_MESSAGE = 250;
    public static final int LONGEST_LEAD_TIME_MESSAGE = 90;
    private static final int LONGEST_NAME = 48;

    /** What the whole status may take in etcd, as JSON. */
    public static final int MOST_BYTES = 16 * 1024;

    public PredictiveScalerStatus {
        conditions = Bounded.list(conditions, MOST_CONDITIONS).stream()
                .map(PredictiveScalerStatus::bounded)
                .toList();
        decisions = Bounded.list(decisions, MOST_DECISIONS);
        demand = Bounded.list(demand, MOST_DEMAND);
    }

    /** A status that says nothing yet. */
    public static PredictiveScalerStatus empty() {
        return new PredictiveScalerStatus(null, List.of(), null, null, List.of(), null, List.of(), null, null, null);
    }

    private static Condition bounded(Condition condition) {
        return new ConditionBuilder(condition)
                .withMessage(Bounded.text(condition.getMessage(), LONGEST_CONDITION_MESSAGE))
                .build();
    }

    /** The target and its bounds. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Target(
            @JsonPropertyDescription("Kind of the target.") TargetReference.@Nullable Kind kind,

            @Size(max = 64) @JsonPropertyDescription("UID of the target.") @Nullable String uid,

            @JsonPropertyDescription("Its own bounds, which it gets back. Each is absent where it has none.") @Nullable BaselineBounds baseline,

            @JsonPropertyDescription("The bounds in force on it.") @Nullable AppliedBounds applied) {}

    /** The target's own bounds. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BaselineBounds(
            @JsonPropertyDescription("Its own minReplicas.") @Nullable Integer minReplicas,

            @JsonPropertyDescription("Its own maxReplicas.") @Nullable Integer maxReplicas) {}

    /** The bounds in force. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AppliedBounds(
            @JsonPropertyDescription("The minReplicas in force.") @Nullable Integer minReplicas,

            @JsonPropertyDescription("The maxReplicas in force.") @Nullable Integer maxReplicas,

            @Size(max = 35) @JsonPropertyDescription(
                    "Until when the forecast behind them counts. Absent where the operator has changed nothing.")
            @Nullable String expires) {}

    /** What the bounds should be, and why. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Decision(
            @Size(max = 35) @JsonPropertyDescription("When it was made.") @Nullable String time,

            @JsonPropertyDescription("The minReplicas decided on.") @Nullable Integer minReplicas,

            @JsonPropertyDescription("The maxReplicas decided on.") @Nullable Integer maxReplicas,

            @Size(max = 32) @JsonPropertyDescription("Why, in one word.") @Nullable String reason,

            @Size(max = LONGEST_DECISION_MESSAGE) @JsonPropertyDescription("Why, in one sentence.") @Nullable String message,

            @Size(max = 16) @JsonPropertyDescription(
                    "What kept the bounds from following the need: MinHighest, MaxReplicas, SeenDemand, Budget, RaiseStep, "
                            + "ReleaseStep or None.")
            @Nullable String limitedBy) {
        public Decision {
            message = Bounded.text(message, LONGEST_DECISION_MESSAGE);
        }
    }

    /** What is expected. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Forecast(
            @Size(max = 35) @JsonPropertyDescription("When demand was last forecast. Absent where only the calendar is known.")
            @Nullable String generatedAt,

            @JsonPropertyDescription("When most replicas are needed.") @Nullable Peak nextPeak,

            @Size(max = MOST_POINTS) @JsonPropertyDescription("Replicas needed over the horizon, at most 48 points of it.")
            List<Point> points) {
        public Forecast {
            points = Bounded.list(points, MOST_POINTS);
        }
    }

    /** The hour of greatest need. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Peak(
            @Size(max = 35) @JsonPropertyDescription("Time of the peak.") @Nullable String time,

            @JsonPropertyDescription("Replicas that are needed then.") @Nullable Integer replicas,

            @Size(max = 63) @JsonPropertyDescription("The demand entry that needs them. Absent where the calendar states more.")
            @Nullable String demand,

            @Size(max = 63) @JsonPropertyDescription("The calendar entry that states them, where one does.") @Nullable String calendar) {}

    /** The need at one time. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Point(
            @Size(max = 35) @JsonPropertyDescription("Time of the point.") @Nullable String time,

            @JsonPropertyDescription("Replicas that suffice with even odds: those that the P50 of demand needs.")
            @Nullable Integer p50,

            @JsonPropertyDescription("Replicas that demand at the planned percentile needs.") @Nullable Integer planned) {}

    /** One demand entry. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Demand(
            @Required
            @Size(min = 1, max = 63) @Pattern(Formats.LABEL) @JsonPropertyDescription("The entry's name.")
            @Nullable String name,

            @Size(max = LONGEST_NAME) @JsonPropertyDescription("The forecast model in use.") @Nullable String model,

            @Size(max = 3) @JsonPropertyDescription("The seasons in use.")
            List<@Size(max = 8) String> seasons,

            @Size(max = 35) @JsonPropertyDescription("Time of the newest sample.") @Nullable String lastSample,

            @JsonPropertyDescription("Load per replica in use, in the unit of the query.") @Nullable Double perReplica,

            @Size(max = 8) @JsonPropertyDescription("Where that is from: Fixed, Learned or Lowest.") @Nullable String capacitySource,

            @Size(max = LONGEST_NAME) @JsonPropertyDescription("The greatest demand expected, with its unit.") @Nullable String nextPeak,

            @JsonPropertyDescription("How good its forecast has been.") @Nullable Accuracy accuracy) {
        public Demand {
            model = Bounded.text(model, LONGEST_NAME);
            seasons = Bounded.list(seasons, 3);
            nextPeak = Bounded.text(nextPeak, LONGEST_NAME);
        }
    }

    /** How good a forecast has been. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Accuracy(
            @Size(max = 12) @JsonPropertyDescription("Time over which past forecasts were scored.") @Nullable String window,

            @JsonPropertyDescription("Percent by which it beats the reference; negative when it is worse.") @Nullable Integer skillPercent,

            @JsonPropertyDescription("Percent of demand under the planned percentile.") @Nullable Integer coveragePercent,

            @JsonPropertyDescription("Weighted absolute error in percent of demand.") @Nullable Integer wapePercent,

            @Size(max = 24) @JsonPropertyDescription("The best naive forecast, which it is compared with.") @Nullable String reference) {}

    /** What enforcing brings, or would bring. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Benefit(
            @Size(max = 12) @JsonPropertyDescription("Time that was replayed.") @Nullable String window,

            @JsonPropertyDescription("Minutes short of capacity with the autoscaler alone.") @Nullable Integer shortMinutesReactive,

            @JsonPropertyDescription("Minutes short of capacity with the operator.") @Nullable Integer shortMinutesPredictive,

            @JsonPropertyDescription("Replica-hours that the operator takes more than the autoscaler alone.") @Nullable Integer extraReplicaHours) {}

    /** The lead time in use. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LeadTime(
            @Size(max = 20) @JsonPropertyDescription("Its length: the pods' start-up, and the time until they are asked for.")
            @Nullable String value,

            @Size(max = 20) @JsonPropertyDescription("What of it the pods need, from created to Ready.") @Nullable String startUp,

            @Size(max = 8) @JsonPropertyDescription("Where it is known from: Fixed, Learned or Fallback.") @Nullable String source,

            @JsonPropertyDescription("Pods it was measured on. Absent where it is fixed.") @Nullable Integer samples,

            @Size(max = LONGEST_LEAD_TIME_MESSAGE) @JsonPropertyDescription("Why it is not learned, or no longer, and the remedy.")
            @Nullable String message) {
        public LeadTime {
            message = Bounded.text(message, LONGEST_LEAD_TIME_MESSAGE);
        }
    }

    /** What raising has cost. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Budget(
            @Size(max = 10) @JsonPropertyDescription("The day, by the clock of timeZone.") @Nullable String day,

            @JsonPropertyDescription("Replica-hours used, rounded up.") @Nullable Integer usedReplicaHours,

            @JsonPropertyDescription("Replica-hours allowed.") @Nullable Integer limit) {}
}
