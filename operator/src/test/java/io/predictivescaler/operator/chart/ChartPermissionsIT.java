package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator may do, and where. */
class ChartPermissionsIT {
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

    @Nested
    class ByDefault {
        private final Manifests manifests = with("{}");

        @Test
        void createsNothingButEventsAndItsLease() {
            assertThat(Permissions.of(manifests))
                    .noneMatch(permission -> permission.contains("*"))
                    .filteredOn(permission -> permission.matches("(create|delete|deletecollection|update) .*"))
                    .containsExactlyInAnyOrder(
                            "create /events", "create coordination.k8s.io/leases", "update coordination.k8s.io/leases");
        }

        @Test
        void readsNoSecret() {
            assertThat(Permissions.of(manifests)).noneMatch(permission -> permission.endsWith("/secrets"));
        }

        @Test
        void readsNoConfigMapButTheKillSwitch() {
            assertThat(manifests.named("Role", "ps-predictive-scaler-self").at("/rules/0"))
                    .isEqualTo(Manifests.tree(
                            "{apiGroups: [''], resources: [configmaps], resourceNames: [predictive-scaler-kill-switch],"
                                    + " verbs: [get, list, watch]}"));
            assertThat(Permissions.of(manifests))
                    .filteredOn(permission -> permission.endsWith("/configmaps"))
                    .hasSize(3);
        }

        @Test
        void letsViewersOfANamespaceSeeItsResources() {
            JsonNode view = manifests.named("ClusterRole", "ops-ps-predictive-scaler-view");
            assertThat(Manifests.labels(view, "/metadata/labels"))
                    .containsEntry("rbac.authorization.k8s.io/aggregate-to-view", "true");
            assertThat(Permissions.of(view.at("/rules/0")))
                    .allMatch(permission -> permission.matches("(get|list|watch) .*"));
            assertThat(manifests.all("ClusterRole")).hasSize(2);
        }
    }

    @Nested
    class InNamespacesOnly {
        private final Manifests manifests = with("watch: {namespaces: [shop, bank]}");

        @Test
        void asksForNothingOfTheCluster() {
            assertThat(manifests.kinds()).doesNotContain("ClusterRole", "ClusterRoleBinding");
            assertThat(with("{watch: {namespaces: [shop]}, rbac: {aggregate: {edit: true}}}")
                            .kinds())
                    .doesNotContain("ClusterRole");
        }

        @Test
        void mayDoThereWhatItMayDoEverywhereOtherwise() {
            JsonNode everywhere =
                    with("{}").named("ClusterRole", "ops-ps-predictive-scaler").path("rules");
            assertThat(manifests.all("Role"))
                    .filteredOn(role -> Manifests.name(role).equals("ps-predictive-scaler"))
                    .extracting(role -> role.at("/metadata/namespace").asText(), role -> role.path("rules"))
                    .containsExactly(Tuple.tuple("shop", everywhere), Tuple.tuple("bank", everywhere));
        }

        @Test
        void restoresEachOfThem() {
            assertThat(manifests.only("Job").at("/spec/template/spec/containers"))
                    .extracting(container -> Manifests.texts(container, "/args"))
                    .containsExactly(List.of("restore", "-n", "shop"), List.of("restore", "-n", "bank"));
        }
    }

    @Nested
    class OfReferences {
        @Test
        void readsWhatIsNamedAndNothingElse() {
            Manifests manifests =
                    with("rbac: {references: {named: [{namespace: shop, secrets: [prom], configMaps: [ca]}]}}");
            JsonNode role = manifests.named("Role", "ps-predictive-scaler-references");
            assertThat(role.at("/metadata/namespace").asText()).isEqualTo("shop");
            assertThat(role.path("rules"))
                    .isEqualTo(
                            Manifests.tree(
                                    "[{apiGroups: [''], resources: [secrets], resourceNames: [prom], verbs: [get]},"
                                            + " {apiGroups: [''], resources: [configmaps], resourceNames: [ca], verbs: [get]}]"));
            assertThat(Permissions.of(manifests))
                    .filteredOn(permission -> permission.endsWith("/secrets"))
                    .containsExactly("get /secrets");
        }

        @Test
        void readsAllOnlyWhereThatIsChosen() {
            assertThat(Permissions.of(with("rbac: {references: {all: true}}")))
                    .contains("get /secrets", "get /configmaps");
        }
    }
}
