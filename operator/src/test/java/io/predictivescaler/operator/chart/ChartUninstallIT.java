package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever uninstalls the chart gives users their bounds back first. */
class ChartUninstallIT {
    @TempDir
    static Path scratch;

    private static HelmChart chart;

    @BeforeAll
    static void takeTheChart() {
        chart = new HelmChart(scratch);
    }

    private static Manifests with(String values) {
        return chart.everything(HelmChart.Release.with(values));
    }

    private static JsonNode container(Manifests manifests) {
        return manifests.only("Deployment").at("/spec/template/spec/containers/0");
    }

    private final Manifests manifests = with("{}");

    private int weight(JsonNode hook) {
        return Integer.parseInt(
                hook.at("/metadata/annotations").path("helm.sh/hook-weight").asText());
    }

    private JsonNode hook(String kind, String event) {
        return manifests.all(kind).stream()
                .filter(object -> object.at("/metadata/annotations")
                        .path("helm.sh/hook")
                        .asText()
                        .equals(event))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void turnsTheKillSwitchToRestoreBeforeItRestores() {
        JsonNode killSwitch = hook("ConfigMap", "pre-delete");
        assertThat(killSwitch.at("/data/mode").asText()).isEqualTo("Restore");
        assertThat(Manifests.texts(container(manifests), "/args"))
                .contains("--kill-switch-configmap=" + Manifests.name(killSwitch));
        assertThat(weight(killSwitch)).isLessThan(weight(hook("Job", "pre-delete")));
    }

    /** Were it gone before, an operator that is still stopping would raise again. */
    @Test
    void keepsTheKillSwitchUntilTheOperatorIsGone() {
        assertThat(hook("ConfigMap", "pre-delete")
                        .at("/metadata/annotations")
                        .path("helm.sh/hook-delete-policy")
                        .asText())
                .isEqualTo("before-hook-creation");
        JsonNode last = hook("ConfigMap", "post-delete");
        assertThat(Manifests.name(last)).isEqualTo(Manifests.name(hook("ConfigMap", "pre-delete")));
        assertThat(last.at("/metadata/annotations")
                        .path("helm.sh/hook-delete-policy")
                        .asText())
                .isEqualTo("before-hook-creation,hook-succeeded");
    }

    @Test
    void restoresWithTheOperatorsOwnPermissions() {
        assertThat(manifests.only("Job").at("/spec/template/spec/serviceAccountName"))
                .isEqualTo(manifests.only("Deployment").at("/spec/template/spec/serviceAccountName"));
    }

    @Test
    void doesNothingMoreWhereThatIsChosen() {
        assertThat(with("restore: {onUninstall: false}")).isEqualTo(chart.installed(HelmChart.Release.with("{}")));
    }
}
