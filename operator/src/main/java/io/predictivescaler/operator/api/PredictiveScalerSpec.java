package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user wants. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "(has(self.demand) && size(self.demand) > 0)"
                + " || (has(self.calendar) && self.calendar.exists(entry, has(entry.minReplicas)))",
        message = "demand needs at least one entry; it may be left out only where a calendar entry states minReplicas")
public record PredictiveScalerSpec(
        @Required
        @JsonPropertyDescription(
                "The autoscaler whose bounds are moved. It stays yours: it goes on reacting above the floor.")
        @Nullable TargetReference targetRef,

        @Default("Observe")
        @JsonPropertyDescription(
                "Observe (the default) forecasts and writes status, and nothing else. Enforce moves the target's bounds. "
                        + "Going back to Observe gives the baseline bounds back.")
        @Nullable Mode mode,

        @Default("UTC")
        @Size(min = 1, max = 64) @Pattern("^[A-Za-z0-9_+/-]+$") @JsonPropertyDescription(
                "The clock, daylight saving included, that seasons, calendar and the budget's day follow: an IANA zone such "
                        + "as Europe/Berlin.")
        @Nullable String timeZone,

        @Size(max = 10) @JsonPropertyDescription("The loads to be served. With several entries the one that needs most replicas wins.")
        List<DemandEntry> demand,

        @JsonPropertyDescription(
                "The Prometheus to ask. By default the operator's own; another one gets none of the operator's credentials, "
                        + "and must be in the operator's list of allowed addresses.")
        @Nullable PrometheusOptions prometheus,

        @JsonPropertyDescription("How demand is forecast.") @Nullable ForecastOptions forecast,

        @Size(max = 50) @JsonPropertyDescription(
                "What you know and history does not: events, opening hours, public holidays. States, not instants: what "
                        + "holds now is computed from the clock.")
        List<CalendarEntry> calendar,

        @JsonPropertyDescription(
                "Time from a decision to a Ready replica: exactly one of fixed and learned. Absent: learned.")
        @Nullable LeadTimeOptions leadTime,

        @JsonPropertyDescription("The ranges inside which the target's bounds may be moved.") @Nullable BoundsOptions bounds,

        @JsonPropertyDescription("How fast the floor may rise. Default: without limit inside the bounds.") @Nullable RaiseOptions raise,

        @JsonPropertyDescription("How slowly the floor is given back.") @Nullable ReleaseOptions release,

        @JsonPropertyDescription("What raising may cost.") @Nullable BudgetOptions budget,

        @JsonPropertyDescription("When a forecast is good enough to act on.") @Nullable TrustOptions trust) {

    public PredictiveScalerSpec {
        demand = Bounded.list(demand);
        calendar = Bounded.list(calendar);
    }

    /** Whether the target is only watched or also changed. */
    public enum Mode {
        Observe,
        Enforce
    }
}
