package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The ranges inside which the target's bounds may be moved. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BoundsOptions(
        @JsonPropertyDescription(
                "The range of the floor. Default: from the target's own minReplicas to its own maxReplicas.")
        @Nullable MinReplicasRange minReplicas,

        @JsonPropertyDescription("Whether the target's maxReplicas may be raised too.") @Nullable MaxReplicasPolicy maxReplicas) {

    /** The range of the floor. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "!has(self.lowest) || !has(self.highest) || self.lowest <= self.highest",
            message = "lowest must not be above highest")
    public record MinReplicasRange(
            @Min(1) @Max(100_000) @JsonPropertyDescription(
                    "The floor does not go under this, 1 to 100000. Default: the target's own minReplicas, under which it "
                            + "never goes.")
            @Nullable Integer lowest,

            @Min(1) @Max(100_000) @JsonPropertyDescription(
                    "The floor does not go above this, 1 to 100000. Default: the target's own maxReplicas.")
            @Nullable Integer highest) {}

    /** What may be done to maxReplicas. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "!has(self.policy) || self.policy != 'Raise' || has(self.highest)",
            message = "policy Raise needs highest, the most that maxReplicas may become")
    public record MaxReplicasPolicy(
            @Default("Keep")
            @JsonPropertyDescription(
                    "Keep (default) leaves maxReplicas alone. Raise lifts it for predicted need above it and gives it back "
                            + "afterwards.")
            @Nullable Policy policy,

            @Min(1) @Max(100_000) @JsonPropertyDescription("The most that maxReplicas may become, 1 to 100000.")
            @Nullable Integer highest,

            @Min(0) @Max(1000) @JsonPropertyDescription(
                    "Room left above the predicted need, so that the autoscaler can still react: 0 to 1000. Default: 20.")
            @Nullable Integer headroomPercent) {}

    /** Whether maxReplicas may be raised. */
    public enum Policy {
        Keep,
        Raise
    }
}
