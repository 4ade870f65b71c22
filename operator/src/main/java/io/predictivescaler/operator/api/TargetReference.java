package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Names the autoscaler, in the resource's own namespace. No schema defaults: a stored one would break a later change of kind. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                "!has(self.apiVersion) || (has(self.kind) && self.kind == 'ScaledObject') == (self.apiVersion == 'keda.sh/v1alpha1')",
        message = "apiVersion and kind do not belong together: autoscaling/v2 goes with HorizontalPodAutoscaler, "
                + "keda.sh/v1alpha1 with ScaledObject")
public record TargetReference(
        @JsonPropertyDescription(
                "autoscaling/v2 (default) for a HorizontalPodAutoscaler, keda.sh/v1alpha1 for a ScaledObject.")
        @Nullable String apiVersion,

        @JsonPropertyDescription("HorizontalPodAutoscaler (default) or ScaledObject.") @Nullable Kind kind,

        @Required
        @Size(min = 1, max = 253) @Pattern(Formats.OBJECT_NAME) @JsonPropertyDescription("Name of the autoscaler in the namespace of this resource.")
        @Nullable String name) {

    /** The kinds of autoscaler that have bounds to move. */
    public enum Kind {
        HorizontalPodAutoscaler,
        ScaledObject
    }
}
