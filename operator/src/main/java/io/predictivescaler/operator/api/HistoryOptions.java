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

/** The past that a forecast learns from. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HistoryOptions(
        @Default("28d")
        @Pattern(Formats.DURATION) @ValidationRule(
                value = "self >= duration('24h') && self <= duration('9600h')",
                message = "lookback lies between 1d and 400d")
        @JsonPropertyDescription("How far back history is read: 1d to 400d.")
        @Nullable String lookback,

        @Pattern(Formats.DURATION) @ValidationRule(
                value = "self >= duration('1m') && self <= duration('1h')",
                message = "step lies between 1m and 1h")
        @JsonPropertyDescription(
                "Sampling interval, 1m to 1h, a whole part of a day. Default: 5m, or coarser so that lookback ÷ step is at "
                        + "most 10000; a finer one is coarsened, and status says so.")
        @Nullable String step,

        @Size(min = 1, max = 4096) @JsonPropertyDescription("PromQL where the long-term store names the series differently. Default: query.")
        @Nullable String query,

        @JsonPropertyDescription(
                "Where long-term history lives, such as Thanos, Mimir or VictoriaMetrics. Default: spec.prometheus.")
        @Nullable PrometheusOptions prometheus,

        @Size(max = 20) @JsonPropertyDescription("Windows that must not teach the model: incidents, load tests.")
        List<ExcludedWindow> exclude) {

    public HistoryOptions {
        exclude = Bounded.list(exclude);
    }

    /** A stretch of history to forget. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(value = "self.end > self.start", message = "end must be later than start")
    public record ExcludedWindow(
            @Required
            @Pattern(Formats.INSTANT) @JsonPropertyDescription("First instant to leave out, RFC 3339.")
            @Nullable String start,

            @Required
            @Pattern(Formats.INSTANT) @JsonPropertyDescription("First instant that counts again, RFC 3339.")
            @Nullable String end,

            @Size(max = 128) @JsonPropertyDescription("Why it is left out, for whoever reads this.") @Nullable String reason) {}
}
