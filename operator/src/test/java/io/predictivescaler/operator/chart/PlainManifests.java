package io.predictivescaler.operator.chart;

import io.predictivescaler.operator.api.Crd;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The chart's objects with its default values, for those who have no Helm: one file, applied in one go. */
final class PlainManifests {
    /** Where the file is kept. */
    static final Path FILE = HelmChart.ROOT.resolve("helm/predictive-scaler.yaml");

    static final String NAME = "predictive-scaler";

    private static final String HEAD = """
            # Predictive Scaler without Helm: kubectl apply --server-side -f predictive-scaler.yaml
            # Made by PlainManifestsIT from the chart beside it, with the chart's default values; -Dgolden.update=true makes it anew.
            # Your own image and Prometheus: predictive-scaler/README.md, "Without Helm".
            ---
            apiVersion: v1
            kind: Namespace
            metadata:
              name: predictive-scaler
              labels:
                app.kubernetes.io/name: predictive-scaler
                pod-security.kubernetes.io/enforce: restricted
            ---
            """;
    /** Helm did not make these objects, and must not be told so. */
    private static final Pattern OF_HELM =
            Pattern.compile("(?m)^ *(app\\.kubernetes\\.io/managed-by: Helm|helm\\.sh/chart: .*|# Source: .*)\\n");

    private PlainManifests() {}

    /** The file as it has to be. */
    static String text(HelmChart chart) {
        String objects = chart.text(HelmChart.Release.with("{}").named(NAME, NAME));
        return HEAD
                + ChartMatrix.read(Crd.file()).replaceFirst("(?m)^---\\n", "").stripTrailing()
                + "\n"
                + OF_HELM.matcher(objects).replaceAll("").stripTrailing()
                + "\n";
    }
}
