package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How fast the floor may rise. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RaiseOptions(
        @Min(1) @Max(10_000) @JsonPropertyDescription(
                "One step raises the floor at most this much of itself, rounded up, at least by 1: 1 to 10000. Default: "
                        + "without limit inside the bounds.")
        @Nullable Integer maxStepPercent,

        @Default("1m")
        @Pattern(Formats.DURATION) @ValidationRule(
                value = "self >= duration('15s') && self <= duration('1h')",
                message = "stepEvery lies between 15s and 1h")
        @JsonPropertyDescription("Time between two steps, 15s to 1h.")
        @Nullable String stepEvery) {}
