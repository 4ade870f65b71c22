package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How demand is forecast. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ForecastOptions(
        @Default("90")
        @Min(50) @Max(99) @JsonPropertyDescription(
                "Capacity is planned for the demand that is not exceeded with this probability, 50 to 99. Higher is safer "
                        + "and costs more.")
        @Nullable Integer percentile,

        @Default("24h")
        @Pattern(Formats.DURATION) @ValidationRule(
                value = "self >= duration('1h') && self <= duration('168h')",
                message = "horizon lies between 1h and 7d")
        @JsonPropertyDescription("How far the published forecast reaches, 1h to 7d.")
        @Nullable String horizon,

        @Size(max = 3) @ValidationRule(
                value = "self.all(s, s == duration('1h') || s == duration('24h') || s == duration('168h'))",
                message = "seasons are of 1h, 1d and 1w")
        @JsonPropertyDescription("How demand repeats: 1h, 1d, 1w. Default: detected.")
        List<@Pattern(Formats.DURATION) String> seasons,

        @Default("6h")
        @Pattern(Formats.DURATION) @ValidationRule(
                value = "self >= duration('10m') && self <= duration('168h')",
                message = "refitEvery lies between 10m and 7d")
        @JsonPropertyDescription("How often the model learns anew, 10m to 7d.")
        @Nullable String refitEvery,

        @Default("2h")
        @Pattern(Formats.DURATION) @ValidationRule(
                value = "self >= duration('5m') && self <= duration('24h')",
                message = "maxAge lies between 5m and 24h")
        @JsonPropertyDescription("How old a forecast may become, 5m to 24h. An older one has no opinion.")
        @Nullable String maxAge) {

    public ForecastOptions {
        seasons = Bounded.list(seasons);
    }
}
