package io.predictivescaler.operator.spec;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.predictivescaler.operator.api.CapacityPerReplica;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads what one replica of a demand entry carries. */
final class CapacityReading {
    static final NumberRange TARGET = new NumberRange(60, 1, 100);

    private static final CapacitySpec UNUSED = new CapacitySpec.Fixed(1);

    private final Problems problems;

    CapacityReading(Problems problems) {
        this.problems = problems;
    }

    CapacitySpec read(String field, @Nullable CapacityPerReplica capacity) {
        if (capacity == null || (capacity.fixed() == null && capacity.learned() == null)) {
            problems.add(
                    field,
                    null,
                    "required; write fixed, the load that one ready replica carries, or learned: {} to have it learned");
            return UNUSED;
        }
        if (capacity.fixed() != null && capacity.learned() != null) {
            problems.add(field, "fixed and learned", "only one of the two can hold; remove the other");
            return UNUSED;
        }
        return capacity.learned() == null
                ? new CapacitySpec.Fixed(
                        load(field + ".fixed", capacity.fixed()).orElse(1))
                : learned(field + ".learned", capacity.learned());
    }

    private CapacitySpec learned(String field, CapacityPerReplica.Learned stated) {
        IntOrString least = stated.lowest();
        IntOrString most = stated.highest();
        OptionalDouble lowest = load(field + ".lowest", least);
        OptionalDouble highest = load(field + ".highest", most);
        if (least != null && most != null && lowest.orElse(0) > highest.orElse(Double.POSITIVE_INFINITY)) {
            problems.add(
                    field + ".lowest",
                    least.getValue(),
                    "above highest, " + most.getValue() + "; write a lowest of at most that");
            return UNUSED;
        }
        return new CapacitySpec.Learned(
                query(field + ".replicasQuery", stated.replicasQuery()),
                query(field + ".utilizationQuery", stated.utilizationQuery()),
                stated.targetUtilizationPercent() == null
                        ? new CapacitySpec.Target.OfAutoscaler()
                        : new CapacitySpec.Target.Percent(problems.number(
                                field + ".targetUtilizationPercent", stated.targetUtilizationPercent(), TARGET)),
                new CapacitySpec.Range(
                        lowest.isPresent()
                                ? new CapacitySpec.Lowest.At(lowest.getAsDouble())
                                : new CapacitySpec.Lowest.None(),
                        highest.orElse(Double.POSITIVE_INFINITY)));
    }

    private CapacitySpec.Query query(String field, @Nullable String stated) {
        return stated == null
                ? new CapacitySpec.Query.Standard()
                : new CapacitySpec.Query.Stated(
                        problems.required(field, stated, "write PromQL that gives one series, or leave it out"));
    }

    private OptionalDouble load(String field, @Nullable IntOrString stated) {
        if (stated == null) {
            return OptionalDouble.empty();
        }
        OptionalDouble load = Quantities.positive(stated);
        if (load.isEmpty()) {
            problems.add(
                    field,
                    stated.getValue(),
                    "not a positive quantity of at most 1e15; write one such as 50, \"1.5\" or 500m");
        }
        return load;
    }
}
