package io.predictivescaler.operator.capacity;

import io.predictivescaler.operator.scale.CpuTarget.Containers;
import io.predictivescaler.operator.scale.Workload;
import java.util.regex.Pattern;

/**
 * PromQL on the standard series of kube-state-metrics and cAdvisor, of one workload of one namespace and nothing else.
 *
 * <p>Which pods belong to a workload is told by their names, as its controller makes them: that takes no recording rule and no series
 * beyond the usual ones. The letters of their random parts are few (no vowels, no 0, 1 and 3), so that {@code checkout-api}'s pods are
 * not taken for {@code checkout}'s. Where Prometheus scrapes something twice, each container counts once.
 */
record StandardQueries(String namespace, Workload workload) {
    /** What the API server lets be the name of an object that has pods; in it only the dot means something to a regular expression. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    private static final String RANDOM = "[bcdfghjklmnpqrstvwxz2456789]";

    /** Of a pod's name, before its last five letters: what is longer is cut off. */
    private static final int LONGEST_BASE = 58;

    private static final int LONGEST_HASH = 10;

    /** Whether they can be asked: not of a name that no object can have, which would be PromQL of its author's. */
    boolean areOfOneWorkload() {
        return NAME.matcher(namespace).matches()
                && NAME.matcher(workload.name()).matches();
    }

    /** Ready replicas. */
    String replicas() {
        return switch (workload.kind()) {
            case "Deployment" -> ofStatus("kube_deployment_status_replicas_ready", "deployment");
            case "StatefulSet" -> ofStatus("kube_statefulset_status_replicas_ready", "statefulset");
            case "ReplicaSet" -> ofStatus("kube_replicaset_status_ready_replicas", "replicaset");
            default -> "sum(" + ready() + ")";
        };
    }

    /** CPU that the ready pods use ÷ what they request, in percent, as the autoscaler works it out. */
    String utilization(Containers containers) {
        String usage = "max by (pod, container) (rate(container_cpu_usage_seconds_total{" + pods()
                + switch (containers) {
                    case Containers.All all -> ", container!=\"\", container!=\"POD\"";
                    case Containers.One one -> container(one);
                }
                + "}[5m]))";
        String requests = "max by (pod, container) (kube_pod_container_resource_requests{" + pods()
                + ", resource=\"cpu\""
                + switch (containers) {
                    case Containers.All all -> "";
                    case Containers.One one -> container(one);
                }
                + "})";
        return "100 * " + ofReady(usage) + " / " + ofReady(requests);
    }

    private String ofReady(String each) {
        return "sum(" + each + " * on (pod) group_left () " + ready() + ")";
    }

    private String ready() {
        return "max by (pod) (kube_pod_status_ready{" + pods() + ", condition=\"true\"})";
    }

    private String ofStatus(String metric, String label) {
        return "max(" + metric + "{namespace=\"" + namespace + "\", " + label + "=\"" + workload.name() + "\"})";
    }

    private static String container(Containers.One one) {
        return ", container=\"" + one.name().replaceAll("[^-a-z0-9]", "") + "\"";
    }

    private String pods() {
        return "namespace=\"" + namespace + "\", pod=~\"" + podNames() + "\"";
    }

    String podNames() {
        String name = workload.name().replace(".", "[.]");
        String suffix = RANDOM + "{5}";
        return switch (workload.kind()) {
            case "Deployment", "Rollout" ->
                workload.name().length() + 1 + LONGEST_HASH + 1 > LONGEST_BASE
                        ? cut() + "[-a-z0-9]*" + suffix
                        : name + "-" + RANDOM + "{1," + LONGEST_HASH + "}-" + suffix;
            case "StatefulSet" -> name + "-[0-9]+";
            case "ReplicaSet", "ReplicationController" ->
                workload.name().length() + 1 > LONGEST_BASE ? cut() + suffix : name + "-" + suffix;
            default -> name + "-([0-9]+|([a-z0-9]{1," + LONGEST_HASH + "}-)?" + suffix + ")";
        };
    }

    private String cut() {
        return workload.name()
                .substring(0, Math.min(LONGEST_BASE, workload.name().length()))
                .replace(".", "[.]");
    }
}
