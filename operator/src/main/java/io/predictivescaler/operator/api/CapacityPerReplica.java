package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** Load per ready replica at the autoscaler's target utilization, in the unit of the query. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.fixed) != has(self.learned)",
        message = "capacityPerReplica needs exactly one of fixed and learned")
public record CapacityPerReplica(
        // Not by quantity(…): the API server asks rules also where the pattern fails, and works for minutes at
        // "1e999999999".
        @ValidationRule(
                value = "type(self) == int ? self > 0 : self.matches('^[+]?[0-9.]*[1-9]')",
                message = "fixed must be positive")
        @JsonPropertyDescription(
                "A positive quantity in the query's unit, such as 50, \"1.5\" or 500m: what one ready replica carries at the "
                        + "autoscaler's target utilization.")
        @Nullable IntOrString fixed,

        @JsonPropertyDescription("Fitted from history. An empty object is enough in an ordinary cluster.") @Nullable Learned learned) {

    /** How the capacity is fitted. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "!has(self.lowest) || !has(self.highest) || type(self.lowest) != int || type(self.highest) != int"
                    + " || self.lowest <= self.highest",
            message = "lowest must not be above highest")
    public record Learned(
            @Size(min = 1, max = 4096) @JsonPropertyDescription(
                    "PromQL for the number of ready replicas. Default: kube-state-metrics' series of the scale target.")
            @Nullable String replicasQuery,

            @Size(min = 1, max = 4096) @JsonPropertyDescription(
                    "PromQL for the utilization in percent. Default: cAdvisor's CPU series of the scale target.")
            @Nullable String utilizationQuery,

            @Min(1) @Max(100) @JsonPropertyDescription("Utilization to aim at. Default: the autoscaler's own CPU target.")
            @Nullable Integer targetUtilizationPercent,

            @JsonPropertyDescription(
                    "The fit may not go under this. It is used as it stands while the fit is not good enough; without it the entry "
                            + "has no opinion then.")
            @Nullable IntOrString lowest,

            @JsonPropertyDescription("The fit may not go above this. Default: no limit.") @Nullable IntOrString highest) {}
}
