package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static io.predictivescaler.operator.testkit.OperatorFixture.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Decision;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Peak;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.Reply;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** By night demand needs 2 or 3 replicas, by day, from 9 to 17 o'clock, 20 and a few for the uncertainty. */
@DisplayName("What the calendar states")
@EnableKubernetesMockClient(crud = true, https = false)
class CalendarIT {
    private static final Instant NIGHT = Instant.parse("2026-11-03T02:00:00Z");

    private static final String DEMAND = """
            demand:
            - query: %s
              unit: req/s
              capacityPerReplica: {fixed: 50}
              history: {lookback: 15d}
            """.formatted(QUERY);

    /** From 06:00 to 07:00, which is night to demand. */
    private static final String EARLY = """
            calendar:
            - {name: early, schedule: 0 6 * * *, duration: 1h, minReplicas: 10}
            """;

    /** From noon to 14:00, once. */
    private static final String SALE = """
            calendar:
            - {name: sale, start: "2026-11-03T12:00:00Z", end: "2026-11-03T14:00:00Z", demandFactor: 3}
            """;

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void prepare() {
        prometheus = PrometheusStub.start().serving(QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), NIGHT).withHpa(2, 200);
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    private void start(String spec) {
        operator.withEnforcing(NAME, spec).start();
    }

    private void awaitReady() {
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
    }

    private int floorAt(String time) {
        operator.passUntil(Instant.parse("2026-11-03T" + time + "Z"));
        return operator.floor();
    }

    private List<String> reasons() {
        return operator.status().decisions().stream().map(Decision::reason).toList();
    }

    @Test
    void isInForceALeadTimeAheadAndGivenBackAfterwards() {
        start(DEMAND + EARLY);
        awaitReady();

        assertThat(floorAt("05:45:00")).isLessThanOrEqualTo(3);
        assertThat(floorAt("05:54:00")).isEqualTo(10);
        assertThat(operator.status().decision().reason()).isEqualTo("CalendarRaise");
        assertThat(operator.status().decision().message())
                .isEqualTo("calendar entry early holds 10 replicas from 06:00 to 07:00 UTC; lead time 6m15s");
        assertThat(floorAt("06:59:59")).isEqualTo(10);
        assertThat(floorAt("07:20:00")).isLessThanOrEqualTo(3);
        assertThat(reasons()).contains("ForecastRelease");
        assertThat(operator.events(NAME)).contains("Normal CalendarRaise");
    }

    @Test
    void beginsAndEndsOnTimeHoweverSeldomTheOperatorLooks() {
        operator.refreshingEvery(Duration.ofMinutes(30));
        start(EARLY);
        awaitReady();

        // 5 minutes of its own, the refresh interval and the autoscaler's sync; what the name adds comes earlier.
        assertThat(floorAt("05:24:45")).isEqualTo(10);
        assertThat(floorAt("06:59:59")).isEqualTo(10);
        assertThat(floorAt("07:00:00")).isEqualTo(7);
    }

    @Test
    void holdsWhilePrometheusIsDown() {
        prometheus.serving(QUERY, Reply.status(500));
        start(DEMAND + EARLY);
        operator.await(() -> assertThat(operator.condition("DemandAvailable")).isEqualTo("False, PrometheusFailed"));

        assertThat(floorAt("05:45:00")).isEqualTo(2);
        assertThat(floorAt("05:54:00")).isEqualTo(10);
        assertThat(floorAt("06:59:59")).isEqualTo(10);
        assertThat(operator.condition("Enforcing")).isEqualTo("True, BoundsFollowPlan");
        assertThat(floorAt("07:20:00")).isEqualTo(2);
        assertThat(reasons()).containsSubsequence("NoOpinion", "CalendarRaise", "NoOpinion");
        assertThat(operator.note()).isEmpty();
    }

    @Test
    void holdsWhileHistoryIsTooShortToActOn() {
        prometheus.serving(QUERY, Week.daily().slice(29 * 288, 35 * 288));
        start(DEMAND + EARLY + "trust: {minimumHistory: 3d}\n");
        operator.await(() -> assertThat(operator.condition("Enforcing")).isEqualTo("False, TooLittleHistory"));

        assertThat(floorAt("05:54:00")).isEqualTo(10);
        assertThat(operator.message("Enforcing"))
                .contains("until then only the floors of the calendar are enforced; minReplicas 10, baseline 2");
        assertThat(floorAt("07:20:00")).isEqualTo(2);
        assertThat(floorAt("10:00:00")).isEqualTo(2);
    }

    @Test
    void needsNoDemandAtAll() {
        start(EARLY);
        awaitReady();

        assertThat(operator.condition("ForecastReady")).isEqualTo("True, Forecasted");
        assertThat(operator.status().forecast().nextPeak())
                .isEqualTo(new Peak("2026-11-03T06:00:00Z", 10, null, "early"));
        assertThat(operator.status().decision().message())
                .isEqualTo("no calendar entry needs more before 06:00 UTC; the baseline floor of 2 replicas holds");
        assertThat(floorAt("06:30:00")).isEqualTo(10);
        assertThat(operator.status().target().applied().expires()).isEqualTo("2026-11-03T07:00:00Z");
        assertThat(floorAt("07:20:00")).isEqualTo(2);
        assertThat(operator.note()).isEmpty();
        assertThat(reasons()).contains("BaselineSuffices", "CalendarRaise", "CalendarRelease");
    }

    @Test
    void isOnlyToldWhileObserving() {
        operator.withScaler("Observe", EARLY).start();
        awaitReady();

        assertThat(floorAt("06:30:00")).isEqualTo(2);
        assertThat(operator.status().decision().minReplicas()).isEqualTo(10);
        assertThat(operator.status().decision().reason()).isEqualTo("CalendarRaise");
        assertThat(operator.scaler().getMetadata().getFinalizers()).isEmpty();
    }

    @Test
    void multipliesWhatIsForecastALeadTimeAhead() {
        start(DEMAND + SALE);
        awaitReady();

        int before = floorAt("11:40:00");
        assertThat(before).isBetween(20, 27);
        assertThat(floorAt("11:54:00")).isBetween(60, 3 * before);
        assertThat(operator.status().decision().message())
                .contains("forecast times 3 by calendar entry sale, at 12:00 UTC needs");
        assertThat(operator.status().forecast().nextPeak().replicas()).isBetween(60, 3 * before + 1);
    }

    @Test
    void isNotMultipliedTwiceOnceItIsMeasured() {
        prometheus.serving(QUERY, series(time -> isSale(time) ? 3 : 1));
        start(DEMAND + SALE);
        awaitReady();

        assertThat(floorAt("13:00:00")).isBetween(60, 85);
        assertThat(floorAt("16:00:00")).isBetween(20, 30);
    }

    @Test
    void leavesTheRestOfTheDayAsItIsWhenNobodyComes() {
        start(DEMAND + SALE);
        awaitReady();

        assertThat(floorAt("13:59:00")).isGreaterThanOrEqualTo(20);
        assertThat(floorAt("14:45:00")).isBetween(18, 30);
        assertThat(floorAt("16:30:00")).isBetween(18, 30);
    }

    @Test
    void hasAHolidayForecastAsTheWeekdayItResembles() {
        prometheus.serving(
                QUERY, series(time -> isWeekend(time) ? 0.1 : 1)); // 3 November is a holiday in Japan, and a Tuesday
        start(DEMAND.replace("15d", "28d") + "calendar: [{name: holidays, country: JP, treatAs: Sunday}]\n");
        awaitReady();

        assertThat(floorAt("08:40:00")).isLessThan(10);
    }

    @Test
    void hasADayThatIsNoHolidayForecastAsItself() {
        prometheus.serving(QUERY, series(time -> isWeekend(time) ? 0.1 : 1));
        start(DEMAND.replace("15d", "28d") + "calendar: [{name: holidays, country: DE, treatAs: Sunday}]\n");
        awaitReady();

        assertThat(floorAt("08:55:00")).isGreaterThanOrEqualTo(18);
    }

    private static boolean isSale(double epochSecond) {
        Instant time = Instant.ofEpochSecond((long) epochSecond);
        return !time.isBefore(Instant.parse("2026-11-03T12:00:00Z"))
                && time.isBefore(Instant.parse("2026-11-03T14:00:00Z"));
    }

    private static boolean isWeekend(double epochSecond) {
        DayOfWeek day =
                Instant.ofEpochSecond((long) epochSecond).atZone(ZoneOffset.UTC).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    private static Series series(DoubleUnaryOperator factorAt) {
        Series daily = Week.daily();
        double[] values = daily.toArray(0);
        for (int i = 0; i < values.length; i++) {
            values[i] *= factorAt.applyAsDouble(daily.timeOf(i).getEpochSecond());
        }
        return Series.of(daily.start(), daily.step(), values);
    }
}
