package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One load to be served. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DemandEntry(
        @Default("demand")
        @Size(min = 1, max = 63) @Pattern(Formats.LABEL) @JsonPropertyDescription("Names the entry in status and metrics. With several entries each needs its own.")
        @Nullable String name,

        @Required
        @Size(min = 1, max = 4096) @JsonPropertyDescription("PromQL for the demand now. It must give exactly one series.")
        @Nullable String query,

        @Size(min = 1, max = 32) @JsonPropertyDescription("The query's unit, as messages show it: req/s.") @Nullable String unit,

        @Required
        @JsonPropertyDescription("The load that one ready replica carries: exactly one of fixed and learned.")
        @Nullable CapacityPerReplica capacityPerReplica,

        @JsonPropertyDescription("What the forecast learns from.") @Nullable HistoryOptions history) {}
