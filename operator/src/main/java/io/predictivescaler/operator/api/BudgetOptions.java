package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What raising may cost. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BudgetOptions(
        @Required
        @Min(1) @Max(2_400_000) @JsonPropertyDescription(
                "Replica-hours above the target's own minReplicas that forecasts may cost in one local day, 1 to 2400000; "
                        + "floors of the calendar are not counted.")
        @Nullable Integer replicaHoursPerDay) {}
