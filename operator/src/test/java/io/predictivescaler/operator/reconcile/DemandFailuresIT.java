package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static io.predictivescaler.operator.testkit.OperatorFixture.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("When demand cannot be read")
@EnableKubernetesMockClient(crud = true, https = false)
class DemandFailuresIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T10:00:00Z");
    /** The longest wait between two tries, with its jitter, and a look. */
    private static final Duration BACK_WITHIN = Duration.ofMinutes(6);
    /** By day demand needs 20 replicas and a few for the uncertainty; by night 2 or 3. */
    private static final int RAISED = 18;

    private static final String SPEC = """
            demand:
            - query: %s
              capacityPerReplica: {fixed: 50}
              history: {lookback: 8d}
            forecast: {maxAge: 30m}
            """.formatted(QUERY);

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void prepare() {
        prometheus = PrometheusStub.start().serving(QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), MORNING).withHpa(2, 40);
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    private void startRaised() {
        operator.withEnforcing(NAME, SPEC).start();
        operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED));
    }

    /** What Prometheus may answer instead of demand, what the operator calls it, and what it advises. */
    enum Fault {
        ServerError(Reply.status(500), "PrometheusFailed", "see its own logs"),
        TooManyRequests(Reply.status(429), "PrometheusBusy", "raise its query limits"),
        HangUp(Reply.hangUp(), "PrometheusUnreachable", "cannot be reached"),
        Garbage(Reply.json("}{ 17"), "PrometheusUnintelligible", "its answer is no JSON"),
        WebPage(Reply.of(200, "text/html", "<html>Sign in</html>"), "PrometheusUnintelligible", "a web page"),
        CutShort(Reply.cutShort(), "PrometheusUnreachable", "cannot be reached"),
        WrongCredentials(Reply.status(401), "PrometheusUnauthorized", "check the source's bearerToken"),
        BadQuery(Reply.error(400, "bad_data", "1:5: parse error: unclosed"), "QueryRefused", "parse error: unclosed"),
        NoSeries(Reply.nothing(), "NoSeries", "check its metric name and label matchers"),
        TwoSeries(Reply.series("{\"pod\":\"a\"}", "{\"pod\":\"b\"}"), "ManySeries", "wrap it in sum(...)"),
        NotANumber(Reply.constant("NaN"), "NotFinite", "division by zero"),
        Infinite(Reply.constant("+Inf"), "NotFinite", "division by zero"),
        Negative(Reply.constant("-5"), "NegativeDemand", "use rate(...)"),
        Endless(Reply.endless(), "AnswerTooLarge", "aggregate the query");

        final Reply reply;
        final String reason;
        final String remedy;

        Fault(Reply reply, String reason, String remedy) {
            this.reply = reply;
            this.reason = reason;
            this.remedy = remedy;
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesTheFaultKeepsTheFloorAndRecoversByItself(Fault fault) {
        startRaised();

        prometheus.serving(QUERY, fault.reply);
        operator.pass(BACK_WITHIN);

        assertThat(operator.condition("DemandAvailable")).isEqualTo("False, " + fault.reason);
        assertThat(operator.message("DemandAvailable"))
                .startsWith("demand entry 'demand', since 2026-11-03T10:0")
                .contains(fault.remedy);
        assertThat(operator.events(NAME)).contains("Warning " + fault.reason);
        assertThat(operator.series(NAME))
                .containsEntry("predictive_scaler_errors_total{kind=\"" + fault.reason + "\"}", 1.0);
        assertThat(operator.condition("ForecastReady")).isEqualTo("True, Forecasted");
        assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);

        prometheus.serving(QUERY, Week.daily());
        operator.pass(BACK_WITHIN);

        assertThat(operator.condition("DemandAvailable")).isEqualTo("True, DemandRead");
        assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);
    }

    @Test
    void saysThatPrometheusIsAwayUntilItIsBack() {
        startRaised();
        int port = prometheus.port();

        prometheus.close();
        operator.pass(BACK_WITHIN);

        assertThat(operator.condition("DemandAvailable")).isEqualTo("False, PrometheusUnreachable");
        assertThat(operator.message("DemandAvailable")).contains("Prometheus at 127.0.0.1:" + port);
        assertThat(operator.events(NAME)).contains("Warning PrometheusUnreachable");

        prometheus = PrometheusStub.startAgain(port).serving(QUERY, Week.daily());
        operator.pass(BACK_WITHIN);

        assertThat(operator.condition("DemandAvailable")).isEqualTo("True, DemandRead");
        assertThat(operator.condition("Ready")).startsWith("True");
    }

    @Test
    void givesTheRaisedFloorBackByReleaseStepsOnceTheForecastHasExpired() {
        startRaised();
        int raised = operator.floor();
        prometheus.serving(QUERY, Reply.status(500));

        operator.pass(Duration.ofMinutes(29));
        assertThat(operator.floor()).isEqualTo(raised);
        assertThat(operator.condition("ForecastReady")).isEqualTo("True, Forecasted");

        List<Integer> floors = floorsOf(Duration.ofMinutes(45));

        assertThat(operator.condition("ForecastReady")).isEqualTo("False, ForecastExpired");
        assertThat(operator.condition("Ready")).isEqualTo("False, ForecastExpired");
        assertThat(operator.events(NAME)).contains("Warning ForecastExpired");
        assertThat(operator.status().decision().reason()).isEqualTo("NoOpinion");
        assertThat(floors).last().isEqualTo(2);
        assertThat(operator.note()).isEmpty();
        for (int i = 1; i < floors.size(); i++) {
            int step = floors.get(i - 1) - floors.get(i);
            assertThat(step).isBetween(0, Math.ceilDiv(floors.get(i - 1), 4));
        }
    }

    @Test
    void raisesAgainWhenPrometheusIsBackAfterTheForecastHasExpired() {
        startRaised();
        prometheus.serving(QUERY, Reply.status(500));
        operator.pass(Duration.ofMinutes(75));
        assertThat(operator.floor()).isEqualTo(2);

        prometheus.serving(QUERY, Week.daily());
        operator.pass(BACK_WITHIN);

        assertThat(operator.condition("Ready")).startsWith("True");
        assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);
    }

    @Test
    void leavesTheBoundsAloneUntilPrometheusAnswersForTheFirstTime() {
        prometheus.serving(QUERY, Reply.status(500));
        operator.withEnforcing(NAME, SPEC).start().pass(BACK_WITHIN);

        assertThat(operator.condition("DemandAvailable")).isEqualTo("False, PrometheusFailed");
        assertThat(operator.condition("ForecastReady")).isEqualTo("False, PrometheusFailed");
        assertThat(operator.condition("Ready")).isEqualTo("False, PrometheusFailed");
        assertThat(operator.floor()).isEqualTo(2);
        assertThat(operator.note()).isEmpty();

        prometheus.serving(QUERY, Week.daily());
        operator.pass(BACK_WITHIN);

        assertThat(operator.condition("Ready")).startsWith("True");
        assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);
    }

    @Test
    void asksAFailingPrometheusLessAndLess() {
        startRaised();
        prometheus.serving(QUERY, Reply.status(401));
        int before = prometheus.requests().size();

        operator.pass(Duration.ofMinutes(60));

        assertThat(prometheus.requests().size() - before).isBetween(12, 22);
    }

    @Test
    void leavesOtherResourcesAlone() {
        prometheus.serving("carts", Week.times(0.5));
        operator.withHpa("cart", 2, 40).withEnforcing("cart", SPEC.replace(QUERY, "carts"));
        startRaised();

        prometheus.serving(QUERY, Reply.status(500));
        operator.pass(Duration.ofMinutes(40));

        assertThat(operator.condition("ForecastReady")).isEqualTo("False, ForecastExpired");
        assertThat(operator.condition("cart", "Ready")).startsWith("True");
        assertThat(operator.condition("cart", "DemandAvailable")).isEqualTo("True, DemandRead");
        assertThat(operator.floor("cart")).isBetween(9, 15);
        assertThat(operator.events("cart")).noneMatch(event -> event.startsWith("Warning"));
    }

    @Test
    void takesTheLastSampleForStaleAfterAQuarterOfAnHour() {
        Instant stopped = MORNING.plus(Duration.ofMinutes(5));
        prometheus.serving(QUERY, until(stopped));
        startRaised();

        operator.passUntil(stopped.plus(Duration.ofMinutes(14)));
        assertThat(operator.condition("DemandAvailable")).isEqualTo("True, DemandRead");

        operator.pass(Duration.ofMinutes(3));
        assertThat(operator.condition("DemandAvailable")).isEqualTo("False, StaleDemand");
        assertThat(operator.message("DemandAvailable"))
                .contains("the last sample is from " + stopped + ", more than 15m ago")
                .contains("check that the metric is still scraped");
        assertThat(operator.events(NAME)).contains("Warning StaleDemand");
        assertThat(operator.series(NAME)).containsEntry("predictive_scaler_errors_total{kind=\"StaleDemand\"}", 1.0);
        assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);
    }

    @Test
    void readsWhatCameLateOnceASeriesThatHadStoppedGoesOn() {
        Instant stopped = MORNING.plus(Duration.ofMinutes(5));
        prometheus.serving(QUERY, until(stopped));
        startRaised();
        int before = prometheus.requests().size();
        operator.pass(Duration.ofMinutes(60));
        assertThat(operator.condition("DemandAvailable")).isEqualTo("False, StaleDemand");
        assertThat(prometheus.requests().size() - before)
                .as("queries of an hour")
                .isLessThan(25);

        prometheus.serving(QUERY, Week.daily());
        operator.pass(BACK_WITHIN);

        assertThat(operator.condition("DemandAvailable")).isEqualTo("True, DemandRead");
        assertThat(operator.condition("ForecastReady")).isEqualTo("True, Forecasted");
        assertThat(prometheus.requests()).anySatisfy(request -> {
            assertThat(request.start()).isBetween(stopped.minus(Duration.ofMinutes(15)), stopped);
            assertThat(request.end()).isAfter(MORNING.plus(Duration.ofMinutes(55)));
        });
    }

    @Test
    void tellsOfWarningsThatCameWithTheDemand() {
        prometheus.serving(QUERY, Reply.holding(Week.daily(), "store 10.0.0.7 is away"));

        startRaised();

        assertThat(operator.condition("DemandAvailable")).isEqualTo("True, DemandRead");
        assertThat(operator.message("DemandAvailable"))
                .contains("demand entry 'demand': Prometheus answered with 1 warning, so demand may be incomplete")
                .doesNotContain("10.0.0.7");
    }

    @Test
    void takesNoMoreOfAnAnswerThanItAskedFor() {
        prometheus.serving(
                QUERY,
                (request, exchange) -> Reply.holding(Week.daily())
                        .answer(request.reaching(request.step().multipliedBy(5_000)), exchange));

        startRaised();
        operator.pass(Duration.ofMinutes(20));

        assertThat(operator.condition("Ready")).startsWith("True");
        assertThat(Instant.parse(operator.status().demand().getFirst().lastSample()))
                .isBetween(MORNING, operator.now());
    }

    private static Series until(Instant end) {
        Series week = Week.daily();
        return week.slice(0, week.indexOf(end));
    }

    /** The floor after each minute. */
    private List<Integer> floorsOf(Duration length) {
        List<Integer> floors = new ArrayList<>();
        for (long minute = 0; minute < length.toMinutes(); minute++) {
            operator.pass(Duration.ofMinutes(1));
            floors.add(operator.floor());
        }
        return floors;
    }
}
