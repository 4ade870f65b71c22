package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** When a forecast is good enough to act on. No schema defaults: what the user stated must be told from what was filled in. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrustOptions(
        @Pattern(Formats.DURATION) @ValidationRule(value = "self <= duration('9600h')", message = "minimumHistory lies between 0s and 400d")
        @JsonPropertyDescription("With less history than this nothing is enforced, 0s to 400d. Default: 1d.")
        @Nullable String minimumHistory,

        @Pattern(Formats.DURATION) @ValidationRule(
                value = "self >= duration('72h') && self <= duration('672h')",
                message = "window lies between 3d and 28d")
        @JsonPropertyDescription(
                "Past forecasts are scored over this time, 3d to 28d. Those that fail raise nothing. Default: 7d.")
        @Nullable String window,

        @Min(0) @Max(100) @JsonPropertyDescription(
                "Percent by which past forecasts must have beaten the best naive ones, 0 to 100. Default: 0.")
        @Nullable Integer minimumSkillPercent,

        @JsonPropertyDescription(
                "When a forecast is distrusted nothing is raised by it. Release (default): what was raised returns step by step. Hold: the floor stays.")
        @Nullable OnDistrust onDistrust) {

    /** What happens to a raised floor when its forecast is no longer trusted. */
    public enum OnDistrust {
        Release,
        Hold
    }
}
