package io.predictivescaler.operator.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.Crd;
import io.predictivescaler.operator.spec.CapacitySpec;
import io.predictivescaler.operator.spec.LeadTimeSpec;
import io.predictivescaler.operator.testkit.EmulatedApiServer;
import io.predictivescaler.simulation.DemandCurve;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final ResourceKey KEY = new ResourceKey("shop", "checkout");
    private static final Duration START_UP = Duration.ofMinutes(3);
    private static final ScalerInput.Capacity UNSTATED = new ScalerInput.Capacity.Unstated();
    private static final Suggestion.Query UNKNOWN = new Suggestion.Query.Unknown();

    private static DemandCurve demand(Duration step, int days, double peak) {
        double[] values = new double[(int) Duration.ofDays(days).dividedBy(step)];
        Arrays.fill(values, peak / 10);
        Arrays.fill(values, values.length / 2, values.length / 2 + 5, peak);
        return new DemandCurve(Instant.parse("2026-01-01T00:00:00Z"), step, values, new BitSet());
    }

    private static Suggestion suggested(double peak) {
        return Suggestion.of(demand(Duration.ofMinutes(1), 40, peak), KEY, UNKNOWN, UNSTATED, START_UP);
    }

    private static ScalerInput.Read read(Suggestion suggestion, int percentile) {
        ScalerInput input = suggestion.scaler(percentile);
        assertThat(input).isInstanceOf(ScalerInput.Read.class);
        return (ScalerInput.Read) input;
    }

    @Nested
    class Capacity {
        @ParameterizedTest(name = "for a peak of {0}: {1}")
        @CsvSource({"2000, 50", "1961, 50", "100, 2.5", "93, 2.5", "80, 2", "1234567, 30000", "0.5, 0.012", "39, 1"})
        void isARoundNumberByWhichThePeakNeedsAboutFortyReplicas(double peak, double perReplica) {
            assertThat(suggested(peak).perReplica()).isEqualTo(perReplica);
        }

        @Test
        void isNeverFarFromFortyReplicas() {
            SplittableRandom random = new SplittableRandom(20261123);
            for (int i = 0; i < 1000; i++) {
                double peak = Math.exp(random.nextDouble(-5, 20));
                assertThat(peak / suggested(peak).perReplica())
                        .as("seed 20261123, case %d: peak %s", i, peak)
                        .isBetween(34.0, 47.0);
            }
        }

        @Test
        void isSaidToBeAGuessInANoteAndInTheYaml() {
            assertThat(suggested(2000).notes())
                    .containsExactly("What one replica carries is not known; assumed is 50, so that the peak of 2000"
                            + " needs 40 replicas. It must be replaced, by --capacity from a load test here and by that"
                            + " or learned: {} in the cluster; shortages and savings in percent depend little on it,"
                            + " replica-hours do.");
            assertThat(suggested(2000).yaml(95))
                    .contains("      fixed: 50 # REPLACE: a guess by which the peak needs about 40 replicas. Load-test"
                            + " one replica, or write learned: {} instead of fixed\n");
        }

        @Test
        void thatIsStatedIsTaken() {
            Suggestion suggestion = Suggestion.of(
                    demand(Duration.ofMinutes(1), 40, 2000),
                    KEY,
                    UNKNOWN,
                    new ScalerInput.Capacity.Stated(1.25),
                    START_UP);
            assertThat(suggestion.notes()).isEmpty();
            assertThat(suggestion.yaml(90))
                    .contains("fixed: \"1.25\" # load that")
                    .doesNotContain("guess");
            assertThat(read(suggestion, 90).perReplica()).isEqualTo(1.25);
        }
    }

    @Nested
    class History {
        @ParameterizedTest(name = "{0} of {1} days: {2} of {3}")
        @CsvSource({
            "PT1M, 40, PT5M, P28D",
            "PT15S, 3, PT5M, P3D",
            "PT5M, 9, PT5M, P9D",
            "PT10M, 9, PT10M, P9D",
            "PT12M, 9, PT15M, P9D",
            "PT1H, 120, PT1H, P28D"
        })
        void fitsTheDemandThatIsThere(Duration step, int days, Duration suggestedStep, Duration lookback) {
            Suggestion suggestion = Suggestion.of(demand(step, days, 2000), KEY, UNKNOWN, UNSTATED, START_UP);
            assertThat(suggestion.step()).isEqualTo(suggestedStep);
            assertThat(suggestion.lookback()).isEqualTo(lookback);
            assertThat(read(suggestion, 90).entry().history().step()).isEqualTo(suggestedStep);
            assertThat(read(suggestion, 90).entry().history().lookback()).isEqualTo(lookback);
            assertThat(read(suggestion, 90).notes()).isEmpty();
        }
    }

    @Nested
    class Yaml {
        @Test
        void isAWholeResourceWithAReasonForEachLine() {
            assertThat(suggested(2000).yaml(95)).isEqualTo("""
                            # Suggested by predictive-scaler simulate --suggest. It observes; nothing is changed until mode: Enforce.
                            apiVersion: predictivescaler.io/v1alpha1
                            kind: PredictiveScaler
                            metadata:
                              name: 'checkout'
                              namespace: 'shop'
                            spec:
                              targetRef:
                                name: 'checkout' # the HorizontalPodAutoscaler, in the same namespace
                              mode: Observe # Enforce lets it move minReplicas
                              timeZone: UTC # the clock that your users live by, such as Europe/Berlin
                              demand:
                              - query: 'sum(rate(http_requests_total{app="checkout"}[5m]))' # REPLACE: what gives this demand in your Prometheus, as one series
                                capacityPerReplica:
                                  fixed: 50 # REPLACE: a guess by which the peak needs about 40 replicas. Load-test one replica, or write learned: {} instead of fixed
                                history:
                                  lookback: 28d # as much as there is, four weeks at most
                                  step: 5m # what the forecast is made of
                              forecast:
                                percentile: 95 # of demand that capacity is planned for: more costs more, and is short less
                              leadTime:
                                fixed: 3m # from a decision to a Ready replica; without leadTime it is learned from your pods
                            """);
        }

        @Test
        void isReadAsItWasMeant() {
            ScalerInput.Read read = read(suggested(2000), 95);
            assertThat(read.resource().getMetadata().getName()).isEqualTo("checkout");
            assertThat(read.resource().getMetadata().getNamespace()).isEqualTo("shop");
            assertThat(read.spec().percentile()).isEqualTo(QuantileLevel.ofPercentile(95));
            assertThat(read.spec().leadTime()).isEqualTo(new LeadTimeSpec.Fixed(START_UP));
            assertThat(read.entry().capacity()).isEqualTo(new CapacitySpec.Fixed(50));
            assertThat(read.notes()).isEmpty();
        }

        @Test
        void keepsAQueryWithQuotesAndLines() {
            String promql = "sum(rate(http_requests_total{app='it\\'s',\n path=\"a\\\\b\"}[5m])) # all\n\tor vector(0)";
            for (String query : new String[] {promql, "label_replace(up, \"a\", 'b', \"\", \"\")"}) {
                Suggestion suggestion = Suggestion.of(
                        demand(Duration.ofMinutes(1), 40, 2000),
                        KEY,
                        new Suggestion.Query.Stated(query),
                        UNSTATED,
                        START_UP);
                assertThat(read(suggestion, 90).entry().query()).isEqualTo(query);
            }
        }

        @Test
        void isTakenByTheSchemaOfTheApi() throws Exception {
            EmulatedApiServer server = new EmulatedApiServer(Crd.file());
            for (double peak : new double[] {2000, 0.037, 1e-9, 3e30}) {
                String json = io.fabric8.kubernetes.client.utils.Serialization.asJson(
                        Manifest.in("suggestion", suggested(peak).yaml(99))
                                .getFirst()
                                .tree());
                assertThat(server.refusals(new com.fasterxml.jackson.databind.ObjectMapper().readTree(json)))
                        .as("a peak of %s", peak)
                        .isEmpty();
                assertThat(suggested(peak).scaler(99)).isInstanceOf(ScalerInput.Read.class);
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "nasa-web, nasa-web",
        "My Trace (2), my-trace-2",
        "ÄÖ, workload",
        "'', workload",
        "__a__, a",
        "0123456789012345678901234567890123456789012345678901234567890-2345, 0123456789012345678901234567890123456789012345678901234567890-2"
    })
    void aNameIsMadeOfAnyText(String text, String name) {
        assertThat(Suggestion.nameOf(text)).isEqualTo(name);
    }

    @Test
    void refusesANameThatNoObjectHas() {
        assertThatThrownBy(() -> Suggestion.of(
                        demand(Duration.ofMinutes(1), 4, 10),
                        new ResourceKey("shop", "A b"),
                        UNKNOWN,
                        UNSTATED,
                        START_UP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'A b' is no name of a Kubernetes object");
    }
}
