package io.predictivescaler.simulation;

/**
 * What is scaled: pods of one template that share their load evenly, with CPU use a straight line in a pod's load, censored at the
 * limit.
 *
 * @param requestMilliCpu the CPU request, in thousandths of a CPU; positive
 * @param limitMilliCpu the CPU limit; above {@code idleMilliCpu}
 * @param idleMilliCpu CPU use without load; not negative
 * @param milliCpuPerLoad CPU use per unit of load; positive
 */
public record Workload(
        long requestMilliCpu, long limitMilliCpu, long idleMilliCpu, double milliCpuPerLoad, StartUp startUp) {
    public Workload {
        if (requestMilliCpu < 1 || idleMilliCpu < 0 || limitMilliCpu <= idleMilliCpu) {
            throw new IllegalArgumentException("a CPU request is positive and a limit above idle use, unlike request "
                    + requestMilliCpu + "m, limit " + limitMilliCpu + "m, idle " + idleMilliCpu + "m");
        }
        if (!(milliCpuPerLoad > 0 && Double.isFinite(milliCpuPerLoad))) {
            throw new IllegalArgumentException("CPU per load is positive, not " + milliCpuPerLoad + "m");
        }
    }

    /**
     * A workload whose pods carry {@code capacityPerReplica} at the target utilization and {@code capacityPerReplica ÷ target} at most:
     * there they use all of their request, which is their limit.
     */
    public static Workload carrying(double capacityPerReplica, int targetUtilizationPercent, StartUp startUp) {
        return new Workload(1000, 1000, 0, 10 * targetUtilizationPercent / capacityPerReplica, startUp);
    }

    /** The load that one ready pod carries at most. */
    public double saturationLoad() {
        return (limitMilliCpu - idleMilliCpu) / milliCpuPerLoad;
    }

    /** The load at which a pod uses {@code utilizationPercent} of its request; not above the saturation load. */
    public double loadAt(int utilizationPercent) {
        double load = (requestMilliCpu * utilizationPercent / 100.0 - idleMilliCpu) / milliCpuPerLoad;
        return Math.clamp(load, 0, saturationLoad());
    }

    /** CPU use of a pod under {@code load}. */
    double milliCpuUnder(double load) {
        return Math.min((double) limitMilliCpu, idleMilliCpu + milliCpuPerLoad * load);
    }
}
