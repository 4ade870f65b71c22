package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.testkit.GitOpsTool;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What docs/gitops.md says of each way to apply a manifest, on whatever API server. It is mid-morning, and Git states 2 to 40 unless
 * said otherwise, so a first look raises the floor at once.
 */
abstract class GitOpsScenarios {
    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final int RAISED = 18;
    private static final String KUBECTL = "kubectl-client-side-apply";
    private static final String FLUX = "kustomize-controller";

    private PrometheusStub prometheus;
    private OperatorFixture operator;
    private GitOpsTool git;

    abstract KubernetesClient client();

    /** The operator's. */
    KubernetesClient operators() {
        return client();
    }

    abstract String namespace();

    final OperatorFixture operator() {
        return operator;
    }

    @BeforeEach
    void start() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        operator = OperatorFixture.on(client(), prometheus.url(), MORNING)
                .in(namespace())
                .as(operators());
        git = new GitOpsTool(client(), namespace());
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    /** The floor, once it is raised. */
    final int raised() {
        operator.withScaler("Enforce", "leadTime: {fixed: 5m}").start();
        return awaitRaised();
    }

    private int awaitRaised() {
        operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED));
        operator.settle();
        return operator.floor();
    }

    private int max() {
        return operator.hpa().getSpec().getMaxReplicas();
    }

    final void assertBaseline(int minReplicas, int maxReplicas) {
        operator.await(() -> assertThat(operator.note())
                .contains("\"baseline\":{\"minReplicas\":%d,\"maxReplicas\":%d}".formatted(minReplicas, maxReplicas)));
    }

    final void assertUncontended() {
        operator.pass(Duration.ofMinutes(1));
        assertThat(operator.condition("Contended")).isEqualTo("False, Uncontended");
        assertThat(operator.events()).doesNotContain("Reverted");
    }

    private void assertContendedWith(String manager) {
        operator.await(() -> assertThat(operator.condition("Contended")).isEqualTo("True, Reverted"));
        assertThat(operator.message("Contended"))
                .contains(
                        "field manager '" + manager + "' keeps putting the baseline back",
                        "no writes before",
                        "leave spec.minReplicas (and maxReplicas) out of what it applies");
        assertThat(operator.condition("Enforcing")).isEqualTo("False, Reverted");
        operator.pass(Duration.ofMinutes(10));
        assertThat(operator.floor()).isEqualTo(2);
    }

    @Nested
    class AppliedClientSide {
        private void apply(Integer minReplicas, int maxReplicas) {
            git.applyClientSide(KUBECTL, git.manifest(minReplicas, maxReplicas));
        }

        @Test
        void putsTheStatedFloorBackEachTime() {
            apply(2, 40);
            int raised = raised();

            apply(2, 40);
            operator.await(() -> assertThat(operator.floor()).isEqualTo(raised));
            operator.pass(Duration.ofMinutes(3));
            apply(2, 40);

            assertContendedWith(KUBECTL);
        }

        @Test
        void givesANewBaselineByAnotherFloor() {
            apply(2, 40);
            int raised = raised();

            apply(6, 40);

            assertBaseline(6, 40);
            operator.await(() -> assertThat(operator.floor()).isEqualTo(raised));
            assertUncontended();
        }

        @Test
        void leavesTheFloorAloneThatItDoesNotState() {
            apply(null, 40);
            int raised = raised();

            apply(null, 60);

            assertBaseline(1, 60);
            assertThat(operator.floor()).isEqualTo(raised);
            assertUncontended();
        }

        @Test
        void removesTheFloorThatItStatedBefore() {
            apply(2, 40);
            int raised = raised();

            apply(null, 40);

            assertBaseline(1, 40);
            operator.await(() -> assertThat(operator.floor()).isEqualTo(raised));
        }

        @Test
        void leavesTheFloorAloneThatItIsToldItNeverStated() {
            apply(2, 40);
            int raised = raised();

            git.setLastApplied(git.manifest(null, 40));
            apply(null, 40);
            operator.pass(Duration.ofMinutes(2));

            assertThat(operator.floor()).isEqualTo(raised);
            assertBaseline(2, 40);
            assertUncontended();
        }
    }

    @Nested
    class AppliedServerSide {
        @Test
        void isRefusedWithoutForceWhereItStatesTheFloor() {
            git.applyServerSide("kubectl", git.manifest(2, 40));
            int raised = raised();

            assertThatThrownBy(() -> git.applyServerSide("kubectl", git.manifest(2, 40)))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("conflict with \"predictive-scaler\"")
                    .hasMessageContaining(".spec.minReplicas");

            assertThat(operator.floor()).isEqualTo(raised);
            assertUncontended();
        }

        @Test
        void changesTheRestWithoutForceWhereItDoesNotStateTheFloor() {
            git.applyServerSide("kubectl", git.manifest(2, 40));
            int raised = raised();

            git.applyServerSide("kubectl", git.manifest(null, 60));

            assertBaseline(2, 60);
            assertThat(operator.floor()).isEqualTo(raised);
            assertUncontended();
        }

        @Test
        void putsTheStatedFloorBackByForce() {
            git.forceServerSide(FLUX, git.manifest(2, 40));
            int raised = raised();

            git.forceServerSide(FLUX, git.manifest(2, 40));
            operator.await(() -> assertThat(operator.floor()).isEqualTo(raised));
            operator.pass(Duration.ofMinutes(3));
            git.forceServerSide(FLUX, git.manifest(2, 40));

            assertContendedWith(FLUX);
        }

        @Test
        void givesANewBaselineByForce() {
            git.forceServerSide(FLUX, git.manifest(2, 40));
            int raised = raised();

            git.forceServerSide(FLUX, git.manifest(6, 40));

            assertBaseline(6, 40);
            operator.await(() -> assertThat(operator.floor()).isEqualTo(raised));
            assertUncontended();
        }

        @Test
        void forgetsTheFloorThatLeavesGitBeforeItWasEverRaised() {
            git.forceServerSide(FLUX, git.manifest(2, 40));

            git.forceServerSide(FLUX, git.manifest(null, 40));

            assertThat(operator.floor()).isEqualTo(1);
            raised();
            assertBaseline(1, 40);
        }
    }

    @Nested
    class Replaced {
        @Test
        void losesTheAnnotationAndNotTheBaseline() {
            git.applyClientSide(KUBECTL, git.manifest(2, 40));
            int raised = raised();

            git.replace(git.manifest(2, 40));
            // It looks like the operator's own giving back, so that nobody wakes: the next look sees it.
            operator.pass(Duration.ofMinutes(1));

            operator.await(() -> assertThat(operator.floor()).isEqualTo(raised));
            assertBaseline(2, 40);
            assertThat(operator.condition("Contended")).isEqualTo("False, Uncontended");
        }
    }

    @Nested
    class WithALoweredMaximum {
        @Test
        void isRefusedByTheServerUntilTheFloorComesWithIt() {
            git.forceServerSide(FLUX, git.manifest(2, 40));
            int raised = raised();
            assertThat(operator.message("Enforcing"))
                    .contains("to set maxReplicas below " + raised + ", set minReplicas with it, to 2");

            assertThatThrownBy(() -> git.forceServerSide(FLUX, git.manifest(null, 10)))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("spec.maxReplicas: Invalid value: 10")
                    .hasMessageContaining("minReplicas");
            assertThat(max()).isEqualTo(40);

            operator.merge("{\"spec\":{\"minReplicas\":2,\"maxReplicas\":10}}");

            assertBaseline(2, 10);
            operator.await(() -> assertThat(operator.floor()).isEqualTo(10));
            assertUncontended();
        }
    }

    @Nested
    class RevertedEveryThreeMinutes {
        private static final Duration INTERVAL = Duration.ofMinutes(3);

        /** The instants at which the tool found a raised floor, and put it back. */
        private List<Instant> revertUntil(Instant end) {
            List<Instant> reverts = new ArrayList<>();
            while (operator.now().isBefore(end)) {
                operator.pass(INTERVAL);
                if (operator.floor() != 2) {
                    reverts.add(operator.now());
                    git.forceServerSide(FLUX, git.manifest(2, 40));
                }
            }
            return reverts;
        }

        @Test
        void isLeftAloneForAnHourThenTwoThenFourAndForgottenAfterAQuietDay() {
            git.forceServerSide(FLUX, git.manifest(2, 40));
            operator.refreshingEvery(INTERVAL);
            raised();

            // An hour, two and four, and the reverts between them: by then it is afternoon, and the floor is still
            // wanted.
            List<Instant> reverts = revertUntil(MORNING.plus(Duration.ofMinutes(5 * 60)));

            List<Duration> pauses = new ArrayList<>();
            for (int i = 1; i < reverts.size(); i++) {
                Duration between = Duration.between(reverts.get(i - 1), reverts.get(i));
                if (between.compareTo(Duration.ofMinutes(30)) > 0) {
                    pauses.add(between);
                }
            }
            assertThat(reverts).as("two for each silence").hasSize(6);
            assertThat(pauses).hasSize(2);
            assertThat(pauses.get(0)).isCloseTo(Duration.ofHours(1), Duration.ofMinutes(7));
            assertThat(pauses.get(1)).isCloseTo(Duration.ofHours(2), Duration.ofMinutes(7));
            operator.await(() -> assertThat(operator.condition("Contended")).isEqualTo("True, Reverted"));
            Instant silentUntil = reverts.getLast().plus(Duration.ofHours(4));

            // The tool is stopped. The floor is back when the silence is over, and the count a day later.
            operator.passUntil(silentUntil.plus(Duration.ofMinutes(7)));
            assertThat(operator.floor()).isGreaterThan(2);
            operator.passUntil(silentUntil.plus(Duration.ofHours(23)));
            assertThat(operator.condition("Contended")).isEqualTo("True, Reverted");
            operator.passUntil(silentUntil.plus(Duration.ofHours(25)));
            assertThat(operator.condition("Contended")).isEqualTo("False, Uncontended");
        }
    }
}
