package io.predictivescaler.operator.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.spec.CapacitySpec;
import io.predictivescaler.operator.spec.DemandSpec;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScalerReaderTest {
    private static final ScalerInput.Entry ONLY = new ScalerInput.Entry.Only();
    private static final ScalerInput.Capacity UNSTATED = new ScalerInput.Capacity.Unstated();
    private static final String HEAD = """
            apiVersion: predictivescaler.io/v1alpha1
            kind: PredictiveScaler
            metadata: {name: checkout, namespace: shop}
            spec:
              targetRef: {name: checkout}
            """;
    private static final String ONE = HEAD + """
              demand:
              - query: requests
                capacityPerReplica: {fixed: 50}
            """;
    private static final String TWO = HEAD + """
              demand:
              - {name: requests, query: requests, capacityPerReplica: {fixed: 50}}
              - {name: orders, query: orders, capacityPerReplica: {fixed: "2.5"}}
            """;
    private static final String LEARNED = HEAD + """
              demand:
              - query: requests
                capacityPerReplica: {learned: {}}
            """;

    private static ScalerInput.Read read(String yaml, ScalerInput.Entry entry, ScalerInput.Capacity capacity) {
        ScalerInput input = ScalerReader.read("scaler.yaml", yaml, entry, capacity);
        assertThat(input).isInstanceOf(ScalerInput.Read.class);
        return (ScalerInput.Read) input;
    }

    private static String refusal(String yaml, ScalerInput.Entry entry) {
        ScalerInput input = ScalerReader.read("scaler.yaml", yaml, entry, UNSTATED);
        assertThat(input).isInstanceOf(ScalerInput.Refused.class);
        return ((ScalerInput.Refused) input).message();
    }

    private static String refusal(String yaml) {
        return refusal(yaml, ONLY);
    }

    @Nested
    class AGoodResource {
        @Test
        void isReadWithEveryDefaultFilledIn() {
            ScalerInput.Read read = read(ONE, ONLY, UNSTATED);
            assertThat(read.resource().getMetadata().getNamespace()).isEqualTo("shop");
            assertThat(read.spec().target().name()).isEqualTo("checkout");
            assertThat(read.spec().refitEvery()).isEqualTo(Duration.ofHours(6));
            assertThat(read.entry()).isEqualTo(read.spec().demand().getFirst());
            assertThat(read.perReplica()).isEqualTo(50);
            assertThat(read.notes()).isEmpty();
        }

        @Test
        void isInTheDefaultNamespaceWhereItNamesNone() {
            assertThat(read(ONE.replace(", namespace: shop", ""), ONLY, UNSTATED)
                            .resource()
                            .getMetadata()
                            .getNamespace())
                    .isEqualTo("default");
        }

        @Test
        void mayNameAnyPrometheusSinceNoneIsAsked() {
            String yaml = ONE + """
                        history: {prometheus: {url: "http://thanos.example:10902/prefix"}}
                      prometheus: {url: "https://prometheus.monitoring:9090"}
                    """;
            assertThat(read(yaml, ONLY, UNSTATED).notes()).isEmpty();
        }

        @Test
        void maySayAllThatTheApiKnows() throws java.io.IOException {
            String everything = java.nio.file.Files.readString(
                    java.nio.file.Path.of(System.getProperty("root.directory"), "examples/everything.yaml"));
            ScalerInput input =
                    ScalerReader.read("everything.yaml", everything, new ScalerInput.Entry.Named("requests"), UNSTATED);
            assertThat(input).isInstanceOf(ScalerInput.Read.class);
        }
    }

    @Nested
    class SeveralEntries {
        @Test
        void areChosenFromByName() {
            ScalerInput.Read read = read(TWO, new ScalerInput.Entry.Named("orders"), UNSTATED);
            assertThat(read.entry().name()).isEqualTo("orders");
            assertThat(read.perReplica()).isEqualTo(2.5);
            assertThat(read.notes())
                    .containsExactly("Of the demand entries requests, orders only orders is simulated.");
        }

        @Test
        void areRefusedWithoutAName() {
            assertThat(refusal(TWO))
                    .isEqualTo("scaler.yaml has the demand entries requests, orders, and a trace is the demand of one;"
                            + " name it with --entry.");
        }

        @Test
        void areRefusedByANameThatNoneHas() {
            assertThat(refusal(TWO, new ScalerInput.Entry.Named("carts")))
                    .isEqualTo("--entry carts: scaler.yaml has no such demand entry; name one of requests, orders.");
        }
    }

    @Nested
    class Capacity {
        @Test
        void thatIsLearnedIsRefusedSinceATraceHasNoUtilization() {
            assertThat(refusal(LEARNED))
                    .isEqualTo("scaler.yaml: spec.demand[0].capacityPerReplica is learned, and there is no utilization"
                            + " here to learn it from; say with --capacity what load one replica carries at the"
                            + " autoscaler's target.");
        }

        @Test
        void thatIsStatedStandsForALearnedOne() {
            ScalerInput.Read read = read(LEARNED, ONLY, new ScalerInput.Capacity.Stated(12.5));
            assertThat(read.perReplica()).isEqualTo(12.5);
            assertThat(read.entry()).extracting(DemandSpec::capacity).isEqualTo(new CapacitySpec.Fixed(12.5));
            assertThat(read.notes())
                    .containsExactly("One replica carries 12.5 (--capacity); in a cluster that would be learned.");
        }

        @Test
        void thatIsStatedGoesBeforeTheSpecs() {
            assertThat(read(ONE, ONLY, new ScalerInput.Capacity.Stated(80)).notes())
                    .containsExactly("One replica carries 80 (--capacity), not the 50 that the spec says.");
            assertThat(read(ONE, ONLY, new ScalerInput.Capacity.Stated(50)).notes())
                    .isEmpty();
        }
    }

    @Nested
    class ABadResource {
        @Test
        void isRefusedWithAllOfItsProblems() {
            assertThat(refusal(HEAD + """
                      timeZone: Berlin
                      demand:
                      - query: requests
                      forecast: {percentile: 30}
                    """))
                    .isEqualTo("scaler.yaml: spec.demand[0].capacityPerReplica is absent: required; write fixed, the"
                            + " load that one ready replica carries, or learned: {} to have it learned; spec.timeZone is"
                            + " \"Berlin\": not a time zone; write an IANA name such as Europe/Berlin, or UTC;"
                            + " spec.forecast.percentile is 30: out of range; write a whole number of 50 to 99.");
        }

        @Test
        void isRefusedForFieldsThatTheApiDoesNotHave() {
            assertThat(refusal(
                            ONE + "    unitt: req/s\n  leadtime: {fixed: 3m}\n  releases: {hold: 5m}\n  colour: red\n"))
                    .isEqualTo("scaler.yaml: spec.demand[0].unitt is \"req/s\": not a field that is known here; write"
                            + " unit, or remove it; spec.leadtime is an object: not a field that is known here; write"
                            + " leadTime, or remove it; spec.releases is an object: not a field that is known here;"
                            + " write release, or remove it; spec.colour is \"red\": not a field that is known here;"
                            + " remove it; known are targetRef, mode, timeZone, demand, prometheus, forecast, calendar,"
                            + " leadTime, bounds, raise, release, budget, trust.");
        }

        @Test
        void isRefusedForAValueThatTheFieldDoesNotHave() {
            assertThat(refusal(ONE + "  mode: Act\n"))
                    .isEqualTo(
                            "scaler.yaml: spec.mode is \"Act\": not one of its values; write one of Observe, Enforce.");
            assertThat(refusal(ONE + "  forecast: {percentile: {of: 90}}\n"))
                    .isEqualTo(
                            "scaler.yaml: spec.forecast.percentile is of another type than the API's: write it as the"
                                    + " reference of the API shows.");
        }

        @Test
        void isRefusedWithoutADemand() {
            assertThat(
                            refusal(
                                    HEAD
                                            + "  calendar:\n  - {name: mornings, schedule: '0 7 * * *', duration: 3h, minReplicas: 5}\n"))
                    .isEqualTo(
                            "scaler.yaml: spec.demand is []: a simulation replays demand; add an entry with query and"
                                    + " capacityPerReplica.");
        }

        @Test
        void isRefusedForAnotherVersion() {
            assertThat(refusal(ONE.replace("v1alpha1", "v1")))
                    .isEqualTo(
                            "scaler.yaml: apiVersion is \"predictivescaler.io/v1\": not one that is known here; write"
                                    + " predictivescaler.io/v1alpha1.");
        }
    }

    @Nested
    class SeveralDocuments {
        @Test
        void areSearchedForTheOne() {
            assertThat(read("apiVersion: v1\nkind: Service\nmetadata: {name: checkout}\n---\n" + ONE, ONLY, UNSTATED)
                            .perReplica())
                    .isEqualTo(50);
        }

        @Test
        void areRefusedWithSeveral() {
            assertThat(refusal(ONE + "---\n" + ONE.replace("{name: checkout,", "{name: cart,")))
                    .isEqualTo(
                            "--scaler: scaler.yaml holds PredictiveScaler 'checkout', PredictiveScaler 'cart'; give a"
                                    + " file with one PredictiveScaler.");
        }

        @Test
        void areRefusedWithNone() {
            assertThat(refusal("kind: Service\nmetadata: {name: checkout}\n"))
                    .isEqualTo(
                            "--scaler: scaler.yaml holds no PredictiveScaler but Service 'checkout'; give a file with"
                                    + " one PredictiveScaler.");
            assertThat(refusal(""))
                    .isEqualTo("--scaler: scaler.yaml holds no PredictiveScaler but nothing; give a file with one"
                            + " PredictiveScaler.");
        }
    }
}
