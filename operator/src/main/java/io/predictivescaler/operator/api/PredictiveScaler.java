package io.predictivescaler.operator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Gives one autoscaler its capacity ahead of the load. */
@Group(PredictiveScaler.GROUP)
@Version(PredictiveScaler.VERSION)
@Plural("predictivescalers")
@Singular("predictivescaler")
@ShortNames("pscaler")
@Categories("autoscaling")
@AdditionalPrinterColumn(
        name = "TARGET",
        jsonPath = ".spec.targetRef.name",
        getDescription = "The autoscaler whose bounds are moved")
@AdditionalPrinterColumn(
        name = "MODE",
        jsonPath = ".spec.mode",
        getDescription = "Whether the bounds are moved (Enforce) or only forecast (Observe)")
@AdditionalPrinterColumn(
        name = "MIN",
        jsonPath = ".status.target.applied.minReplicas",
        type = AdditionalPrinterColumn.Type.INTEGER,
        getDescription = "The minReplicas in force on the target")
@AdditionalPrinterColumn(
        name = "MAX",
        jsonPath = ".status.target.applied.maxReplicas",
        type = AdditionalPrinterColumn.Type.INTEGER,
        getDescription = "The maxReplicas in force on the target")
@AdditionalPrinterColumn(
        name = "NEXT-PEAK",
        jsonPath = ".status.forecast.nextPeak.time",
        getDescription = "When the forecast needs most replicas")
@AdditionalPrinterColumn(
        name = "PEAK-REPLICAS",
        jsonPath = ".status.forecast.nextPeak.replicas",
        type = AdditionalPrinterColumn.Type.INTEGER,
        getDescription = "How many replicas it needs then")
@AdditionalPrinterColumn(
        name = "TRUSTED",
        jsonPath = ".status.conditions[?(@.type==\"Trusted\")].status",
        getDescription = "Whether the forecast has proved better than the best naive reference")
@AdditionalPrinterColumn(
        name = "READY",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        getDescription = "Whether the resource is understood and looked after")
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE,
        getDescription = "Time since the resource was created")
@AdditionalPrinterColumn(
        name = "MODEL",
        jsonPath = ".status.demand[0].model",
        priority = 1,
        getDescription = "The forecast model of the first demand entry")
@AdditionalPrinterColumn(
        name = "SKILL",
        jsonPath = ".status.demand[0].accuracy.skillPercent",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1,
        getDescription = "Percent by which its forecast beats the best naive reference")
@AdditionalPrinterColumn(
        name = "COVERAGE",
        jsonPath = ".status.demand[0].accuracy.coveragePercent",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1,
        getDescription = "Percent of its demand that stayed under the planned percentile")
@AdditionalPrinterColumn(
        name = "REASON",
        jsonPath = ".status.decision.reason",
        priority = 1,
        getDescription = "Why the bounds are what they are")
public class PredictiveScaler extends CustomResource<PredictiveScalerSpec, PredictiveScalerStatus>
        implements Namespaced {
    public static final String GROUP = "predictivescaler.io";
    public static final String VERSION = "v1alpha1";

    /** Until this instant (RFC 3339) nothing is raised, and what was raised is released. */
    public static final String PAUSE_UNTIL = GROUP + "/pause-until";

    /** The finalizer of a resource that holds something to be given back. */
    public static final String BASELINE_FINALIZER = GROUP + "/baseline";
}
