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

/** How slowly the floor is given back. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleaseOptions(
        @Default("10m")
        @Pattern(Formats.DURATION) @ValidationRule(value = "self <= duration('24h')", message = "hold lies between 0s and 24h")
        @JsonPropertyDescription(
                "Capacity for demand that is predicted to return within the lead time and this is not released: 0s to 24h.")
        @Nullable String hold,

        @Default("25")
        @Min(1) @Max(100) @JsonPropertyDescription(
                "One step lowers the floor at most this much of itself, rounded up, at least by 1: 1 to 100.")
        @Nullable Integer maxStepPercent,

        @Default("3m")
        @Pattern(Formats.DURATION) @ValidationRule(
                value = "self >= duration('15s') && self <= duration('1h')",
                message = "stepEvery lies between 15s and 1h")
        @JsonPropertyDescription("Time between two steps, 15s to 1h.")
        @Nullable String stepEvery) {}
