package io.predictivescaler.operator.spec;

import static io.predictivescaler.operator.testkit.Resources.parsed;
import static io.predictivescaler.operator.testkit.Resources.smallestWith;
import static io.predictivescaler.operator.testkit.Resources.withDemand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.TimeWindow;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.calendar.CalendarEntrySpec;
import io.predictivescaler.operator.calendar.CalendarSpec;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.spec.FloorLimits.Limit;
import io.predictivescaler.operator.spec.SourceSpec.Auth;
import io.predictivescaler.operator.spec.SourceSpec.Authority;
import io.predictivescaler.operator.spec.SourceSpec.Header;
import io.predictivescaler.operator.spec.SourceSpec.Identity;
import io.predictivescaler.operator.spec.SourceSpec.ObjectKey;
import io.predictivescaler.operator.spec.SourceSpec.OperatorSource;
import io.predictivescaler.operator.spec.SourceSpec.OwnSource;
import io.predictivescaler.operator.spec.SourceSpec.ServerName;
import io.predictivescaler.operator.spec.SourceSpec.Tls;
import io.predictivescaler.operator.testkit.Examples;
import io.predictivescaler.operator.testkit.Resources;
import io.predictivescaler.planning.PlanSettings.Ceiling;
import io.predictivescaler.planning.PlanSettings.RaiseRate;
import io.predictivescaler.planning.PlanSettings.ReleaseRate;
import io.predictivescaler.planning.leadtime.LearnedLeadTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecReaderTest {
    private static final SpecDefaults DEFAULTS = new SpecDefaults(
            new SpecDefaults.OwnAddress.At(URI.create("http://prometheus.monitoring:9090")),
            new AllowedAddresses(List.of("*.monitoring", "mimir-gateway.mimir", "prometheus.shop:9090")));

    @Nested
    class OfTheSmallestResource {
        private final ScalerSpec spec = valid(parsed(Examples.smallest())).spec();

        @Test
        void fillsInEveryDefault() {
            assertThat(spec)
                    .isEqualTo(new ScalerSpec(
                            TargetKey.of(TargetKind.HorizontalPodAutoscaler, "shop", "checkout"),
                            ScalerSpec.Mode.Observe,
                            ZoneOffset.UTC,
                            spec.demand(),
                            QuantileLevel.P90,
                            Duration.ofHours(24),
                            List.of(),
                            Duration.ofHours(6),
                            Duration.ofHours(2),
                            learned(90, 300, 30, 1800),
                            FloorLimits.open(),
                            new Ceiling.Keep(),
                            RaiseRate.unlimited(),
                            new ReleaseRate(Duration.ofMinutes(10), 25, Duration.ofMinutes(3)),
                            new TrustSpec(Duration.ofDays(1), Duration.ofDays(7), 0, TrustSpec.OnDistrust.Release),
                            new CalendarSpec(List.of(), ZoneOffset.UTC),
                            new Pause.NotPaused(),
                            new BudgetLimit.None()));
        }

        @Test
        void takesHistoryFromTheSameQueryAndSource() {
            String query = "sum(rate(http_requests_total{app=\"checkout\"}[5m]))";
            assertThat(spec.demand())
                    .containsExactly(new DemandSpec(
                            "demand",
                            query,
                            "req/s",
                            new CapacitySpec.Fixed(50),
                            new HistorySpec(
                                    Duration.ofDays(28), Duration.ofMinutes(5), query, new OperatorSource(), List.of()),
                            new OperatorSource()));
        }
    }

    @Nested
    class OfTheResourceThatSaysEverything {
        private final ScalerSpec spec = valid(parsed(Examples.scaler(Examples.named("everything.yaml"))))
                .spec();

        @Test
        void takesWhatItSays() {
            assertThat(spec.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
            assertThat(spec.percentile()).isEqualTo(QuantileLevel.P95);
            assertThat(spec.horizon()).isEqualTo(Duration.ofHours(36));
            assertThat(spec.seasons()).containsExactly(Duration.ofDays(1), Duration.ofDays(7));
            assertThat(spec.refitEvery()).isEqualTo(Duration.ofHours(12));
            assertThat(spec.maxAge()).isEqualTo(Duration.ofHours(1));
            assertThat(spec.leadTime()).isEqualTo(learned(95, 240, 20, 1200));
            assertThat(spec.floor()).isEqualTo(new FloorLimits(new Limit.At(2), new Limit.At(40)));
            assertThat(spec.ceiling()).isEqualTo(new Ceiling.Raise(80, 25));
            assertThat(spec.raise()).isEqualTo(new RaiseRate(200, Duration.ofMinutes(2)));
            assertThat(spec.release()).isEqualTo(new ReleaseRate(Duration.ofMinutes(15), 20, Duration.ofMinutes(5)));
            assertThat(spec.trust().minimumHistory()).isEqualTo(Duration.ofDays(2));
            assertThat(spec.pause()).isEqualTo(new Pause.PausedUntil(Instant.parse("2026-11-03T12:00:00Z")));
        }

        @Test
        void takesItsCalendar() {
            assertThat(spec.calendar().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
            assertThat(spec.calendar().entries())
                    .extracting(
                            CalendarEntrySpec::name, CalendarEntrySpec::demandFactor, CalendarEntrySpec::minReplicas)
                    .containsExactly(
                            tuple("black-friday", 3.0, 20), tuple("mornings", 1.0, 10), tuple("holidays", 1.0, 0));
        }

        @Test
        void takesItsDemandEntries() {
            assertThat(spec.demand()).extracting(DemandSpec::name).containsExactly("requests", "reminders");
            assertThat(spec.demand())
                    .extracting(DemandSpec::capacity)
                    .containsExactly(
                            new CapacitySpec.Fixed(50),
                            new CapacitySpec.Learned(
                                    new CapacitySpec.Query.Stated(
                                            "max(kube_deployment_status_replicas_ready{namespace=\"shop\", deployment=\"booking\"})"),
                                    new CapacitySpec.Query.Stated("avg(booking:cpu_utilization:percent)"),
                                    new CapacitySpec.Target.Percent(60),
                                    new CapacitySpec.Range(new CapacitySpec.Lowest.At(5), 50.5)));
            HistorySpec history = spec.demand().get(0).history();
            assertThat(history.lookback()).isEqualTo(Duration.ofDays(56));
            assertThat(history.step()).isEqualTo(Duration.ofMinutes(10));
            assertThat(history.query()).isEqualTo("sum(booking:http_requests:rate5m)");
            assertThat(history.exclude())
                    .containsExactly(new TimeWindow(
                            Instant.parse("2026-11-03T10:00:00Z"), Instant.parse("2026-11-03T12:30:00Z")));
        }

        @Test
        void takesItsSources() {
            assertThat(spec.demand().get(0).history().source())
                    .isEqualTo(new OwnSource(
                            URI.create("http://thanos-query.monitoring:10902"),
                            Duration.ofSeconds(30),
                            List.of(),
                            new Auth.None(),
                            Tls.standard()));
            assertThat(spec.demand().get(1).source())
                    .isEqualTo(spec.demand().get(1).history().source())
                    .isEqualTo(new OwnSource(
                            URI.create("https://prometheus.shop:9090"),
                            Duration.ofSeconds(20),
                            List.of(
                                    new Header.Plain("X-Scope-OrgID", "shop"),
                                    new Header.FromSecret(
                                            "X-Token", new ObjectKey("booking-prometheus", "tenant-token"))),
                            new Auth.Basic(
                                    new ObjectKey("booking-prometheus", "username"),
                                    new ObjectKey("booking-prometheus", "password")),
                            new Tls(
                                    new Authority.InConfigMap(new ObjectKey("booking-ca", "ca.crt")),
                                    new Identity.InSecret("booking-client"),
                                    new ServerName.Stated("prometheus.example.com"))));
        }
    }

    @Nested
    class OfTheStep {
        @ParameterizedTest
        @CsvSource({"28d,5m", "34d,5m", "35d,10m", "69d,10m", "70d,15m", "105d,20m", "139d,30m", "209d,1h", "400d,1h"})
        void choosesTheFinestThatFitsTheLookback(String lookback, String step) {
            SpecOutcome.Valid outcome = valid(withDemand("""
                    capacityPerReplica: {fixed: 50}
                    history: {lookback: %s}
                    """.formatted(lookback)));
            assertThat(Durations.format(outcome.spec().demand().get(0).history().step()))
                    .isEqualTo(step);
            assertThat(outcome.notes()).isEmpty();
        }

        @Test
        void coarsensATooFineOneAndSaysSo() {
            SpecOutcome.Valid outcome = valid(withDemand("""
                    capacityPerReplica: {fixed: 50}
                    history: {step: 1m}
                    """));
            assertThat(outcome.spec().demand().get(0).history().step()).isEqualTo(Duration.ofMinutes(5));
            assertThat(outcome.notes())
                    .containsExactly(
                            "spec.demand[0].history.step is 1m: a lookback of 28d in such steps has 40320 points, "
                                    + "more than 10000; 5m is used");
        }

        @Test
        void keepsAFineOneThatFits() {
            SpecOutcome.Valid outcome = valid(withDemand("""
                    capacityPerReplica: {fixed: 50}
                    history: {step: 1m, lookback: 6d}
                    """));
            assertThat(outcome.spec().demand().get(0).history().step()).isEqualTo(Duration.ofMinutes(1));
            assertThat(outcome.notes()).isEmpty();
        }
    }

    @Nested
    class OfTheTarget {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {name: a}                                                     | HorizontalPodAutoscaler 'a'
                {apiVersion: autoscaling/v2, name: a}                         | HorizontalPodAutoscaler 'a'
                {kind: ScaledObject, name: a}                                 | ScaledObject 'a'
                {apiVersion: keda.sh/v1alpha1, kind: ScaledObject, name: a}   | ScaledObject 'a'
                """)
        void readsItsKind(String target, String key) {
            assertThat(valid(withTarget(target)).spec().target()).hasToString(key);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {apiVersion: keda.sh/v1alpha1, name: a}                     | write autoscaling/v2 or leave it out
                {apiVersion: autoscaling/v2, kind: ScaledObject, name: a}   | write keda.sh/v1alpha1 or leave it out
                """)
        void refusesAnApiVersionThatIsNotTheKinds(String target, String remedy) {
            assertThat(problem(withTarget(target)))
                    .matches(problem -> problem.field().equals("spec.targetRef.apiVersion"))
                    .extracting(Problem::message)
                    .asString()
                    .endsWith(remedy);
        }

        private PredictiveScaler withTarget(String target) {
            return parsed("{metadata: {name: a, namespace: shop}, spec: {targetRef: " + target
                    + ", demand: [{query: a, capacityPerReplica: {fixed: 1}}]}}");
        }
    }

    @Nested
    class OfPrometheus {
        @Test
        void takesTheOperatorsOwnAddressForTheOperatorsSource() {
            assertThat(source("{url: 'http://PROMETHEUS.monitoring:9090/'}")).isEqualTo(new OperatorSource());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {url: 'http://prometheus.monitoring:9090', headers: [{name: X-Scope-OrgID, value: other}]}
                {url: 'http://prometheus.monitoring:9090', bearerToken: {secretKeyRef: {name: s, key: t}}}
                {url: 'http://prometheus.monitoring.:9090', timeout: 10s}
                {url: 'http://prometheus.monitoring:9090/other-tenant'}
                {url: 'https://prometheus.monitoring:9090', tls: {serverName: p}}
                """)
        void refusesOnesOwnTenantCredentialsAndPathOnTheOperatorsServer(String prometheus) {
            assertThat(problem(smallestWith("prometheus: " + prometheus)))
                    .matches(problem -> problem.field().equals("spec.prometheus.url"))
                    .extracting(Problem::message)
                    .asString()
                    .contains("only the operator sets", "leave prometheus out");
        }

        @Test
        void refusesAnAddressThatIsNotAllowed() {
            assertThat(problem(smallestWith("prometheus: {url: 'http://169.254.169.254/latest'}")))
                    .isEqualTo(new Problem(
                            "spec.prometheus.url",
                            "\"http://169.254.169.254/latest\"",
                            "not an allowed address; leave prometheus out to use the operator's own, or ask who runs the "
                                    + "operator to allow 169.254.169.254"));
        }

        @Test
        void doesNotRepeatCredentialsOfAnAddress() {
            assertThat(problem(smallestWith("prometheus: {url: 'https://me:secret@thanos.monitoring'}"))
                            .sentence())
                    .doesNotContain("secret@")
                    .contains("without credentials");
        }

        private SourceSpec source(String prometheus) {
            return valid(smallestWith("prometheus: " + prometheus))
                    .spec()
                    .demand()
                    .get(0)
                    .source();
        }
    }

    private static LeadTimeSpec learned(int percentile, int fallback, int lowest, int highest) {
        return new LeadTimeSpec.Learned(new LearnedLeadTime(
                QuantileLevel.ofPercentile(percentile),
                Duration.ofSeconds(fallback),
                Duration.ofSeconds(lowest),
                Duration.ofSeconds(highest)));
    }

    @Nested
    class OfALeadTime {
        @ParameterizedTest
        @ValueSource(strings = {"", "leadTime: {learned: {}}"})
        void isLearnedUnlessItIsFixed(String line) {
            assertThat(valid(smallestWith(line)).spec().leadTime()).isEqualTo(learned(90, 300, 30, 1800));
        }

        @Test
        void isWhatItsUserSays() {
            assertThat(valid(smallestWith("leadTime: {fixed: 3m10s}")).spec().leadTime())
                    .isEqualTo(new LeadTimeSpec.Fixed(Duration.ofSeconds(190)));
        }

        @Test
        void hasAFallbackInsideItsRangeUnlessItsUserSaysOtherwise() {
            assertThat(valid(smallestWith("leadTime: {learned: {highest: 2m}}"))
                            .spec()
                            .leadTime())
                    .isEqualTo(learned(90, 120, 30, 120));
            assertThat(valid(smallestWith("leadTime: {learned: {highest: 2m, fallback: 4m}}"))
                            .spec()
                            .leadTime())
                    .isEqualTo(learned(90, 240, 30, 120));
        }
    }

    @Nested
    class OfAResourceWithAProblem {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                timeZone: Mars/Base                                | spec.timeZone | "Mars/Base" | write an IANA name such as Europe/Berlin
                timeZone: UTC+2                                    | spec.timeZone | "UTC+2" | write an IANA name
                forecast: {percentile: 120}                        | spec.forecast.percentile | 120 | write a whole number of 50 to 99
                forecast: {horizon: 8d}                            | spec.forecast.horizon | "8d" | write one of 1h to 7d
                forecast: {refitEvery: soon}                       | spec.forecast.refitEvery | "soon" | write one of 10m to 7d
                forecast: {maxAge: 1m}                             | spec.forecast.maxAge | "1m" | write one of 5m to 1d
                forecast: {seasons: [1d, 30d]}                     | spec.forecast.seasons[1] | "30d" | write 1h, 1d or 1w
                forecast: {seasons: [1w, 7d]}                      | spec.forecast.seasons[1] | "7d" | remove one
                leadTime: {fixed: 3h}                              | spec.leadTime.fixed | "3h" | write one of 1s to 2h
                leadTime: {}                                       | spec.leadTime | "{}" | leave leadTime out to have it learned
                leadTime: {fixed: 3m, learned: {}}                 | spec.leadTime | "fixed and learned" | needs exactly one
                leadTime: {learned: {percentile: 100}}             | spec.leadTime.learned.percentile | 100 | write a whole number of 50 to 99
                leadTime: {learned: {fallback: 3h}}                | spec.leadTime.learned.fallback | "3h" | write one of 1s to 2h
                leadTime: {learned: {lowest: soon}}                | spec.leadTime.learned.lowest | "soon" | write one of 1s to 2h
                leadTime: {learned: {highest: 3h}}                 | spec.leadTime.learned.highest | "3h" | write one of 1s to 2h
                leadTime: {learned: {lowest: 45m}}                 | spec.leadTime.learned.lowest | "45m" | longer than highest, 30m
                bounds: {minReplicas: {lowest: 9, highest: 4}}     | spec.bounds.minReplicas.lowest | 9 | write a lowest of at most that
                bounds: {minReplicas: {highest: 1000000000}}       | spec.bounds.minReplicas.highest | 1000000000 | write a whole number of 1 to 100000
                bounds: {maxReplicas: {policy: Raise}}             | spec.bounds.maxReplicas.highest | absent | write the most it may become
                raise: {maxStepPercent: 0}                         | spec.raise.maxStepPercent | 0 | write a whole number of 1 to 10000
                raise: {stepEvery: 1s}                             | spec.raise.stepEvery | "1s" | write one of 15s to 1h
                release: {hold: 2d}                                | spec.release.hold | "2d" | write one of 0s to 1d
                release: {maxStepPercent: 101}                     | spec.release.maxStepPercent | 101 | write a whole number of 1 to 100
                trust: {minimumHistory: 401d}                      | spec.trust.minimumHistory | "401d" | write one of 0s to 400d
                trust: {window: 2d}                                | spec.trust.window | "2d" | write one of 3d to 28d
                trust: {minimumSkillPercent: 101}                  | spec.trust.minimumSkillPercent | 101 | write a whole number of 0 to 100
                trust: {minimumHistory: 29d}                       | spec.trust.minimumHistory | "29d" | write at most that
                prometheus: {timeout: 5s}                          | spec.prometheus.url | absent | write an address
                prometheus: {url: 'file:///etc/passwd'}            | spec.prometheus.url | "file:///etc/passwd" | write one such as https://
                prometheus: {url: 'https://thanos.monitoring', timeout: 1h} | spec.prometheus.timeout | "1h" | write one of 1s to 2m
                """)
        void namesFieldValueAndRemedy(String line, String field, String value, String remedy) {
            Problem problem = problem(smallestWith(line));
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.value()).isEqualTo(value);
            assertThat(problem.message()).contains(remedy);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                capacityPerReplica: {fixed: -1}                      | capacityPerReplica.fixed | -1 | write one such as 50, "1.5" or 500m
                capacityPerReplica: {fixed: "0"}                     | capacityPerReplica.fixed | "0" | write one such as 50
                capacityPerReplica: {fixed: "1e999999999"}           | capacityPerReplica.fixed | "1e999999999" | write one such as 50
                capacityPerReplica: {fixed: fifty}                   | capacityPerReplica.fixed | "fifty" | write one such as 50
                capacityPerReplica: {}                               | capacityPerReplica | absent | write fixed
                {capacityPerReplica: {fixed: 1}, history: {lookback: 1y2q}} | history.lookback | "1y2q" | write one of 1d to 400d
                {capacityPerReplica: {fixed: 1}, history: {lookback: 401d}} | history.lookback | "401d" | write one of 1d to 400d
                {capacityPerReplica: {fixed: 1}, history: {query: ' '}}     | history.query | " " | leave query out
                {capacityPerReplica: {fixed: 1}, history: {step: 7m}}       | history.step | "7m" | write 1m, 2m
                {capacityPerReplica: {fixed: 1}, history: {step: 30s}}      | history.step | "30s" | write one of 1m to 1h
                {capacityPerReplica: {fixed: 1}, history: {exclude: [{start: '2026-11-03T10:00:00Z', end: '2026-11-03T09:00:00Z'}]}} | history.exclude[0].end | "2026-11-03T09:00:00Z" | write an end after 2026-11-03T10:00:00Z
                {capacityPerReplica: {fixed: 1}, history: {exclude: [{start: yesterday, end: '2026-11-03T09:00:00Z'}]}} | history.exclude[0].start | "yesterday" | write RFC 3339
                """)
        void namesFieldValueAndRemedyOfADemandEntry(String fields, String field, String value, String remedy) {
            String line = fields.startsWith("{")
                    ? fields.substring(1, fields.length() - 1).replace("}, history", "}\nhistory")
                    : fields;
            Problem problem = problem(withDemand(line));
            assertThat(problem.field()).isEqualTo("spec.demand[0]." + field);
            assertThat(problem.value()).isEqualTo(value);
            assertThat(problem.message()).contains(remedy);
        }

        @Test
        void refusesTwoEntriesOfOneName() {
            Problem problem = problem(parsed("""
                    metadata: {name: a}
                    spec:
                      targetRef: {name: a}
                      demand:
                      - {query: a, capacityPerReplica: {fixed: 1}}
                      - {name: demand, query: b, capacityPerReplica: {fixed: 1}}
                    """));
            assertThat(problem)
                    .isEqualTo(new Problem(
                            "spec.demand[1].name", "\"demand\"", "named twice; give each entry its own name"));
        }

        @Test
        void refusesAPauseThatIsNoInstant() {
            Problem problem = problem(parsed("""
                    metadata: {name: a, annotations: {predictivescaler.io/pause-until: tomorrow}}
                    spec: {targetRef: {name: a}, demand: [{query: a, capacityPerReplica: {fixed: 1}}]}
                    """));
            assertThat(problem.field()).isEqualTo("metadata.annotations[predictivescaler.io/pause-until]");
            assertThat(problem.value()).isEqualTo("\"tomorrow\"");
            assertThat(problem.message()).contains("2026-11-03T10:00:00Z");
        }

        @Test
        void refusesPlainAuthorizationWithoutRepeatingIt() {
            Problem problem = problem(smallestWith(
                    "prometheus: {url: 'https://thanos.monitoring', headers: [{name: authorization, value: s3cret}]}"));
            assertThat(problem.field()).isEqualTo("spec.prometheus.headers[0].name");
            assertThat(problem.message()).contains("use bearerToken");
            assertThat(problem.sentence()).doesNotContain("s3cret");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Connection",
                    "Content-Type",
                    "Content-Encoding",
                    "content-length",
                    "Accept-Encoding",
                    "Transfer-Encoding",
                    "Expect",
                    "Upgrade",
                    "HOST"
                })
        void refusesHeadersThatTheClientSets(String name) {
            for (String value : List.of("value: a", "valueFrom: {secretKeyRef: {name: s, key: k}}")) {
                assertThat(problem(smallestWith("prometheus: {url: 'https://thanos.monitoring', headers: [{name: "
                                + name + ", " + value + "}]}")))
                        .isEqualTo(new Problem(
                                "spec.prometheus.headers[0].name",
                                '"' + name + '"',
                                "cannot be set, since the operator's HTTP client does; remove this header"));
            }
        }

        @Test
        void refusesTlsThatHasNoEffect() {
            assertThat(problem(smallestWith("prometheus: {url: 'http://thanos.monitoring', tls: {serverName: p}}")))
                    .isEqualTo(new Problem(
                            "spec.prometheus.tls", "\"set\"", "has no effect with http; write https:// or remove tls"));
        }

        @Test
        void survivesAnEmptySpec() {
            assertThat(problems(parsed("{metadata: {name: a}, spec: {}}")))
                    .extracting(Problem::field)
                    .containsExactly("spec.demand", "spec.targetRef");
            assertThat(problems(parsed("{metadata: {name: a}}")))
                    .extracting(Problem::field)
                    .containsExactly("spec");
        }

        @Test
        void listsAllProblemsAtOnce() {
            SpecOutcome.Invalid invalid = invalid(smallestWith("""
                    timeZone: Mars/Base
                    forecast: {percentile: 120, horizon: 8d}
                    leadTime: {fixed: 3h}
                    """));
            assertThat(invalid.problems()).hasSize(4);
            assertThat(invalid.message())
                    .contains("spec.timeZone is \"Mars/Base\": not a time zone", "spec.forecast.percentile is 120: ");
        }

        @Test
        void cutsAValueThatIsTooLongToShow() {
            assertThat(problem(smallestWith("timeZone: " + "x".repeat(5000))).value())
                    .hasSizeLessThan(100);
        }
    }

    @Nested
    class OfALearnedCapacity {
        private CapacitySpec read(String learned) {
            return valid(withDemand("capacityPerReplica: {learned: " + learned + "}"))
                    .spec()
                    .demand()
                    .getFirst()
                    .capacity();
        }

        @Test
        void leavesToTheStandardSeriesAndTheAutoscalerWhatIsNotSaid() {
            assertThat(read("{}"))
                    .isEqualTo(new CapacitySpec.Learned(
                            new CapacitySpec.Query.Standard(),
                            new CapacitySpec.Query.Standard(),
                            new CapacitySpec.Target.OfAutoscaler(),
                            new CapacitySpec.Range(new CapacitySpec.Lowest.None(), Double.POSITIVE_INFINITY)));
        }

        @Test
        void takesWhatIsSaid() {
            assertThat(read("{replicasQuery: r, utilizationQuery: u, targetUtilizationPercent: 70,"
                            + " lowest: '1.5', highest: 2k}"))
                    .isEqualTo(new CapacitySpec.Learned(
                            new CapacitySpec.Query.Stated("r"),
                            new CapacitySpec.Query.Stated("u"),
                            new CapacitySpec.Target.Percent(70),
                            new CapacitySpec.Range(new CapacitySpec.Lowest.At(1.5), 2000)));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {lowest: 200, highest: 20}                 | .lowest                   | above highest, 20
                {lowest: 1k, highest: '999.5'}             | .lowest                   | above highest, 999.5
                {lowest: 0}                                | .lowest                   | write one such as 50
                {highest: many}                            | .highest                  | write one such as 50
                {replicasQuery: ' '}                       | .replicasQuery            | write PromQL
                {utilizationQuery: ''}                     | .utilizationQuery         | write PromQL
                {targetUtilizationPercent: 0}              | .targetUtilizationPercent | write a whole number of 1
                {targetUtilizationPercent: 101}            | .targetUtilizationPercent | write a whole number of 1
                """)
        void refusesWhatMakesNoSense(String learned, String field, String remedy) {
            Problem problem = problem(withDemand("capacityPerReplica: {learned: " + learned + "}"));
            assertThat(problem.field()).isEqualTo("spec.demand[0].capacityPerReplica.learned" + field);
            assertThat(problem.message()).contains(remedy);
        }

        @Test
        void refusesBothBranchesAtOnce() {
            assertThat(problem(withDemand("capacityPerReplica: {fixed: 50, learned: {}}")))
                    .isEqualTo(new Problem(
                            "spec.demand[0].capacityPerReplica",
                            "\"fixed and learned\"",
                            "only one of the two can hold; remove the other"));
        }

        @Test
        void keepsTheFitWithinItsRange() {
            CapacitySpec.Range range = new CapacitySpec.Range(new CapacitySpec.Lowest.At(20), 200);
            assertThat(range.within(10)).isEqualTo(20);
            assertThat(range.within(37)).isEqualTo(37);
            assertThat(range.within(1000)).isEqualTo(200);
        }
    }

    @Test
    void everyExampleIsValid() {
        for (Path example : Examples.all()) {
            assertThat(SpecReader.read(Resources.parsed(Examples.scaler(example)), DEFAULTS))
                    .as(example.toString())
                    .isInstanceOf(SpecOutcome.Valid.class);
        }
    }

    private static SpecOutcome.Valid valid(PredictiveScaler resource) {
        return switch (SpecReader.read(resource, DEFAULTS)) {
            case SpecOutcome.Valid valid -> valid;
            case SpecOutcome.Invalid invalid -> throw new AssertionError(invalid.message());
        };
    }

    private static SpecOutcome.Invalid invalid(PredictiveScaler resource) {
        return switch (SpecReader.read(resource, DEFAULTS)) {
            case SpecOutcome.Valid valid -> throw new AssertionError("valid: " + valid);
            case SpecOutcome.Invalid invalid -> invalid;
        };
    }

    private static List<Problem> problems(PredictiveScaler resource) {
        return invalid(resource).problems();
    }

    private static Problem problem(PredictiveScaler resource) {
        List<Problem> problems = problems(resource);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}
