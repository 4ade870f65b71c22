package io.predictivescaler.operator.capacity;

import io.predictivescaler.operator.scale.CpuTarget;
import io.predictivescaler.operator.scale.CpuTarget.Containers;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.spec.CapacitySpec;

/** What is asked, and for which utilization, to learn what one replica carries. */
sealed interface CapacityAim {
    /**
     * Enough is known to ask.
     *
     * @param targetPercent utilization at which capacity is asked for
     */
    record At(String replicasQuery, String utilizationQuery, double targetPercent) implements CapacityAim {}

    /** Something is missing that only the user can say. */
    record Missing(String message) implements CapacityAim {}

    /** From what the user stated, and from the autoscaler what the user left to it. */
    static CapacityAim of(CapacitySpec.Learned spec, Target target) {
        StandardQueries standard = new StandardQueries(target.key().namespace(), target.workload());
        boolean asksStandard = spec.replicas() instanceof CapacitySpec.Query.Standard
                || spec.utilization() instanceof CapacitySpec.Query.Standard;
        if (asksStandard && !standard.areOfOneWorkload()) {
            return new Missing("the name of what " + target.key() + " scales cannot be put into a query: set"
                    + " learned.replicasQuery and learned.utilizationQuery");
        }
        String replicas = switch (spec.replicas()) {
            case CapacitySpec.Query.Standard own -> standard.replicas();
            case CapacitySpec.Query.Stated stated -> stated.promql();
        };
        String utilization = switch (spec.utilization()) {
            case CapacitySpec.Query.Standard own -> standard.utilization(containers(target));
            case CapacitySpec.Query.Stated stated -> stated.promql();
        };
        return switch (spec.target()) {
            case CapacitySpec.Target.Percent percent -> new At(replicas, utilization, percent.percent());
            case CapacitySpec.Target.OfAutoscaler own ->
                switch (target.cpu()) {
                    case CpuTarget.Percent percent -> new At(replicas, utilization, percent.percent());
                    case CpuTarget.None none ->
                        new Missing(target.key() + " has no target for CPU utilization: set"
                                + " learned.targetUtilizationPercent, or state capacityPerReplica.fixed");
                };
        };
    }

    private static Containers containers(Target target) {
        return switch (target.cpu()) {
            case CpuTarget.Percent percent -> percent.of();
            case CpuTarget.None none -> new Containers.All();
        };
    }
}
