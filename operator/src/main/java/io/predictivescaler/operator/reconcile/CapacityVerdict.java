package io.predictivescaler.operator.reconcile;

import static java.util.Objects.requireNonNull;

import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.ConditionStatus;
import io.predictivescaler.operator.telemetry.Verdict;
import java.util.List;
import java.util.Optional;

/** Whether it is known of every demand entry what one replica carries; what stands in the way of its demand itself comes first. */
final class CapacityVerdict {
    private static final String REMEDY = "; or set learned.lowest, or capacityPerReplica.fixed";

    private CapacityVerdict() {}

    /** @param read what is to be said of the demand alone */
    static Verdict demandAvailable(Verdict read, Look look) {
        return read.status() == ConditionStatus.True
                ? withoutCapacity(read, look).or(() -> withLowest(read, look)).orElseGet(() -> withQuality(read, look))
                : read;
    }

    private static Verdict withQuality(Verdict read, Look look) {
        StringBuilder message = new StringBuilder(read.message());
        look.capacities().forEach((name, state) -> {
            if (state instanceof CapacityState.Known known && known.source() == CapacityState.Source.Learned) {
                message.append("; demand entry '")
                        .append(name)
                        .append("' learned its capacityPerReplica: ")
                        .append(known.message());
            }
        });
        return Verdict.yes(read.type(), read.reason(), message.toString());
    }

    /** @param otherwise what is to be said of the rest */
    static Verdict ready(Verdict otherwise, Look look) {
        return otherwise.status() == ConditionStatus.True
                ? withoutCapacity(otherwise, look).orElse(otherwise)
                : otherwise;
    }

    private static Optional<Verdict> withoutCapacity(Verdict of, Look look) {
        List<DemandSpec> demand = look.spec().demand();
        for (int i = 0; i < demand.size(); i++) {
            String entry = "demand entry '" + demand.get(i).name() + "'";
            switch (requireNonNull(look.capacities().get(demand.get(i).name()))) {
                case CapacityState.Known known -> {}
                case CapacityState.Waiting waiting -> {
                    return Optional.of(Verdict.unknown(
                            of.type(),
                            ConditionReason.NotEvaluated,
                            entry + ": what one replica carries is being learned for the first time"));
                }
                case CapacityState.Unknown unknown -> {
                    boolean users = unknown.reason() == ConditionReason.InvalidSpec;
                    return Optional.of(Verdict.no(
                            of.type(),
                            unknown.reason(),
                            users
                                    ? "spec.demand[" + i + "].capacityPerReplica cannot be learned: "
                                            + unknown.message()
                                    : entry + " has no opinion, since its capacityPerReplica could not be learned: "
                                            + unknown.message() + REMEDY));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Verdict> withLowest(Verdict read, Look look) {
        return look.spec().demand().stream()
                .flatMap(demand ->
                        requireNonNull(look.capacities().get(demand.name())) instanceof CapacityState.Known known
                                        && known.source() == CapacityState.Source.Lowest
                                ? Optional.of(Verdict.yes(
                                                read.type(),
                                                ConditionReason.LowestCapacity,
                                                "demand entry '" + demand.name()
                                                        + "' uses its capacityPerReplica.learned.lowest: "
                                                        + known.message() + "; " + read.message()))
                                        .stream()
                                : Optional.<Verdict>empty().stream())
                .findFirst();
    }
}
