package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.api.PredictiveScalerSpec;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When demand is a third of what was forecast for a day")
@EnableKubernetesMockClient(crud = true, https = false)
class TrustIT {
    private static final Instant BREAK = Instant.parse("2026-11-03T11:00:00Z");
    private static final Instant BACK = BREAK.plus(Duration.ofDays(1));
    private static final Instant BEFORE = BREAK.minus(Duration.ofHours(1));

    private static final String ENTRY = """
            demand:
            - name: orders
              query: orders
              capacityPerReplica: {fixed: 50}
              history: {lookback: 28d}
            """;

    KubernetesClient client;
    private final PrometheusStub prometheus = PrometheusStub.start().serving("orders", badDay());
    private OperatorFixture operator;

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    private static Series badDay() {
        Series daily = Week.daily();
        SplittableRandom random = new SplittableRandom(7);
        double[] values = daily.toArray(0);
        for (int i = 0; i < values.length; i++) {
            Instant time = daily.timeOf(i);
            double height = time.isBefore(BREAK) || !time.isBefore(BACK) ? 1 : 0.3;
            values[i] *= height * (1 + random.nextDouble(-0.05, 0.05));
        }
        return Series.of(daily.start(), daily.step(), values);
    }

    private void startAt(Instant time, String more) {
        operator =
                fixtureAt(time).withHpa(2, 40).withEnforcing(NAME, ENTRY + more).start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
    }

    private OperatorFixture fixtureAt(Instant time) {
        return OperatorFixture.on(client, prometheus.url(), time).refreshingEvery(Duration.ofMinutes(10));
    }

    private String reason() {
        return requireNonNull(requireNonNull(operator.status().decision()).reason());
    }

    private void assertThatItIsDistrustedAndGivenBack() {
        assertThat(operator.condition("Trusted")).isEqualTo("False, PatternBroken");
        assertThat(operator.floor()).isEqualTo(2);
        assertThat(reason()).isEqualTo("Distrusted");
    }

    @Test
    void distrustReleasesTheFloorWithinFourHoursAndIsTold() {
        startAt(BEFORE, "");
        assertThat(operator.condition("Trusted")).isEqualTo("True, Proven");
        assertThat(operator.message("Trusted")).startsWith("demand entry 'orders': skill ");
        assertThat(operator.floor()).isGreaterThan(15);

        operator.passUntil(BREAK.plus(Duration.ofHours(4)));

        assertThatItIsDistrustedAndGivenBack();
        assertThat(operator.message("Trusted"))
                .contains(" windows of 20m in a row came outside P01 to P99")
                .containsPattern("skill \\d+% \\[\\d+% to \\d+%] over 7 days against the ");
        assertThat(operator.events(NAME)).contains("Warning PatternBroken");
        assertThat(operator.series(NAME))
                .containsEntry("predictive_scaler_trust_changes_total{to=\"False\"}", 1.0)
                .containsEntry("predictive_scaler_errors_total{kind=\"PatternBroken\"}", 1.0);
    }

    @Test
    void trustIsBackWithinThreeDaysOfTheOldPatternAndIsTold() {
        startAt(BEFORE, "");
        operator.passUntil(BACK.plus(Duration.ofHours(4)));
        assertThatItIsDistrustedAndGivenBack();

        operator.passUntil(BACK.plus(Duration.ofDays(3)));

        assertThat(operator.condition("Trusted")).isEqualTo("True, Proven");
        assertThat(operator.floor()).isGreaterThan(15);
        assertThat(operator.events(NAME)).contains("Normal Proven");
        assertThat(operator.series(NAME)).containsEntry("predictive_scaler_trust_changes_total{to=\"True\"}", 1.0);
        PredictiveScalerStatus.Accuracy accuracy =
                requireNonNull(operator.status().demand().getFirst().accuracy());
        Map<String, Double> series = operator.series(NAME);
        assertThat(series.get("predictive_scaler_forecast_skill_ratio{demand=\"orders\"}"))
                .isCloseTo(requireNonNull(accuracy.skillPercent()) / 100.0, offset(0.0051));
        assertThat(series.get("predictive_scaler_forecast_coverage_ratio{demand=\"orders\"}"))
                .isCloseTo(requireNonNull(accuracy.coveragePercent()) / 100.0, offset(0.0051));
        assertThat(accuracy.window()).isNotNull();
        assertThat(accuracy.reference()).isIn("SameTimeYesterday", "SameTimeLastWeek", "LastValue");
    }

    @Test
    void holdKeepsTheFloorAndRaisesNothing() {
        startAt(BEFORE, "trust: {onDistrust: Hold}");
        operator.passUntil(BREAK.plus(Duration.ofHours(3)));
        assertThat(operator.condition("Trusted")).isEqualTo("False, PatternBroken");
        int held = operator.floor();

        operator.passUntil(BREAK.plus(Duration.ofHours(8)));

        assertThat(held).isGreaterThan(2);
        assertThat(operator.floor()).isEqualTo(held);
        assertThat(reason()).isEqualTo("Distrusted");
    }

    @Test
    void theCalendarsFloorHoldsRegardless() {
        startAt(BEFORE, """
                calendar:
                - {name: sale, start: 2026-11-03T15:00:00Z, end: 2026-11-03T17:00:00Z, minReplicas: 30}
                """);
        operator.passUntil(BREAK.plus(Duration.ofHours(3)));
        assertThat(operator.condition("Trusted")).isEqualTo("False, PatternBroken");

        operator.passUntil(Instant.parse("2026-11-03T15:00:00Z"));
        assertThat(operator.floor()).isEqualTo(30);

        operator.passUntil(Instant.parse("2026-11-03T19:00:00Z"));
        assertThatItIsDistrustedAndGivenBack();
    }

    @Test
    void aRestartForgetsNoDistrustAndRaisesNothing() {
        startAt(BEFORE, "");
        operator.passUntil(BREAK.plus(Duration.ofHours(20)));
        assertThatItIsDistrustedAndGivenBack();
        operator.stop();
        operator = fixtureAt(BREAK.plus(Duration.ofHours(20)).plusSeconds(90)).start();

        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));

        assertThatItIsDistrustedAndGivenBack();
        operator.passUntil(BREAK.plus(Duration.ofHours(23)));
        assertThatItIsDistrustedAndGivenBack();
    }

    @Test
    void observeTellsOfItAndWritesNothing() {
        operator = fixtureAt(BREAK.plus(Duration.ofHours(4))).withHpa(2, 40).withEnforcing(NAME, ENTRY);
        operator.scalerResource(NAME).edit(found -> {
            found.setSpec(edited(found.getSpec(), "mode: \"?Enforce\"?", "mode: Observe"));
            return found;
        });

        operator.start();

        operator.await(() -> assertThat(operator.condition("Enforcing")).startsWith("False"));
        assertThat(operator.condition("Trusted")).isEqualTo("False, PatternBroken");
        assertThat(operator.message("Trusted")).contains("; distrusted since 2026-11-03T1");
        operator.pass(Duration.ofHours(1));
        assertThat(operator.floor()).isEqualTo(2);
    }

    private static PredictiveScalerSpec edited(PredictiveScalerSpec spec, String what, String with) {
        return Serialization.unmarshal(Serialization.asYaml(spec).replaceAll(what, with), PredictiveScalerSpec.class);
    }

    @Test
    void forecastsThatAreNotAsGoodAsTheirUserAsksRaiseNothing() {
        startAt(BEFORE, "trust: {minimumSkillPercent: 100}");

        assertThat(operator.condition("Trusted")).isEqualTo("False, NoSkill");
        assertThat(operator.message("Trusted"))
                .containsPattern("demand entry 'orders': skill .* over 7 days against .*, needs more than 100%");
        assertThat(operator.events(NAME)).contains("Warning NoSkill");
        assertThat(operator.floor()).isEqualTo(2);
        assertThat(reason()).isEqualTo("Distrusted");
    }

    @Test
    void otherSettingsAreObeyedAtOnce() {
        startAt(BEFORE, "trust: {minimumSkillPercent: 100}");
        assertThat(operator.floor()).isEqualTo(2);

        operator.scalerResource(NAME).edit(found -> {
            found.setSpec(edited(found.getSpec(), "minimumSkillPercent: 100", "minimumSkillPercent: 0"));
            return found;
        });

        operator.await(() -> assertThat(operator.floor()).isGreaterThan(15));
        assertThat(operator.condition("Trusted")).isEqualTo("True, Proven");
    }
}
