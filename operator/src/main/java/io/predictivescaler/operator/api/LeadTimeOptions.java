package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Time from a decision to a Ready replica. No schema defaults: a stored one would break a later change of branch. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.fixed) != has(self.learned)",
        message = "leadTime needs exactly one of fixed and learned")
public record LeadTimeOptions(
        @Pattern(Formats.DURATION) @ValidationRule(value = LeadTimeOptions.RANGE, message = "fixed lies between 1s and 2h")
        @JsonPropertyDescription("A lead time you know, 1s to 2h.")
        @Nullable String fixed,

        @JsonPropertyDescription(
                "Measured on the target's own pods, from created to first Ready, waiting for a node included. An empty "
                        + "object is enough, and so is no leadTime at all.")
        @Nullable Learned learned) {

    static final String RANGE = "self >= duration('1s') && self <= duration('2h')";

    /** How the lead time is measured. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "!has(self.lowest) || !has(self.highest) || self.lowest <= self.highest",
            message = "lowest must not be longer than highest")
    public record Learned(
            @Min(50) @Max(99) @JsonPropertyDescription(
                    "Which percentile of the recent pods' start-up times counts, 50 to 99. Default: 90.")
            @Nullable Integer percentile,

            @Pattern(Formats.DURATION) @ValidationRule(value = RANGE, message = "fallback lies between 1s and 2h")
            @JsonPropertyDescription(
                    "Used until 5 pods were seen starting, 1s to 2h. Default: 5m, inside lowest and highest.")
            @Nullable String fallback,

            @Pattern(Formats.DURATION) @ValidationRule(value = RANGE, message = "lowest lies between 1s and 2h")
            @JsonPropertyDescription("What is measured counts as at least this, 1s to 2h. Default: 30s.")
            @Nullable String lowest,

            @Pattern(Formats.DURATION) @ValidationRule(value = RANGE, message = "highest lies between 1s and 2h")
            @JsonPropertyDescription("What is measured counts as at most this, 1s to 2h. Default: 30m.")
            @Nullable String highest) {}
}
