package io.predictivescaler.operator.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.simulate.VerdictText.Conduct;
import io.predictivescaler.operator.simulate.VerdictText.Kind;
import io.predictivescaler.operator.testkit.SomeFindings;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.simulation.Scores;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerdictTextTest {
    private static final Duration MONTH = Duration.ofDays(28);

    @Nested
    final class TheOperatorActed {
        @Test
        void andHelped() {
            assertThat(verdict(2750, 4425, 789.75, 4900))
                    .isEqualTo(new VerdictText(
                            Kind.BETTER,
                            "In these 28 days the HPA alone was short of capacity for 2,750 minutes; with the operator it would"
                                    + " have been 790, for 11 % more replica-hours."));
        }

        @Test
        void andThereWasNoShortageLeft() {
            assertThat(verdict(12, 100, 0, 100.2))
                    .isEqualTo(new VerdictText(
                            Kind.BETTER,
                            "In these 28 days the HPA alone was short of capacity for 12 minutes; with the operator it would"
                                    + " never have been, for as many replica-hours."));
        }

        @Test
        void andHelpedForLess() {
            assertThat(verdict(1, 100, 0.25, 94.6).sentence())
                    .isEqualTo(
                            "In these 28 days the HPA alone was short of capacity for 1 minute; with the operator it would have"
                                    + " been 0.2, for 5.4 % fewer replica-hours.");
        }

        @Test
        void andChangedNothingInTheShortage() {
            assertThat(verdict(300, 100, 300, 103))
                    .isEqualTo(new VerdictText(
                            Kind.NO_BETTER,
                            "In these 28 days the HPA alone was short of capacity for 300 minutes; with the operator it would have"
                                    + " been just as long, for 3 % more replica-hours."));
        }

        @Test
        void andChangedNothingThatCanBeTold() {
            assertThat(verdict(300.25, 100, 299.75, 100))
                    .isEqualTo(new VerdictText(
                            Kind.NO_BETTER,
                            "In these 28 days the HPA alone was short of capacity for 300 minutes; with the operator it would have"
                                    + " been about as long, for as many replica-hours."));
        }

        @Test
        void andMadeItWorse() {
            assertThat(verdict(300, 100, 450, 90))
                    .isEqualTo(new VerdictText(
                            Kind.WORSE,
                            "In these 28 days the HPA alone was short of capacity for 300 minutes; with the operator it would have"
                                    + " been longer, 450, for 10 % fewer replica-hours."));
        }

        @Test
        void andMadeAShortageWhereThereWasNone() {
            assertThat(verdict(0, 100, 1, 101))
                    .isEqualTo(new VerdictText(
                            Kind.WORSE,
                            "In these 28 days the HPA alone was never short of capacity; with the operator it would have been for"
                                    + " 1 minute, for 1 % more replica-hours."));
        }

        @Test
        void thoughThereWasNothingToGain() {
            assertThat(verdict(0, 100, 0, 105))
                    .isEqualTo(new VerdictText(
                            Kind.NOTHING_TO_GAIN,
                            "In these 28 days the HPA alone was never short of capacity: there was nothing to gain, and the"
                                    + " operator would have taken 5 % more replica-hours."));
        }
    }

    @Nested
    final class TheOperatorNeverActed {
        @Test
        void forWantOfTrust() {
            assertThat(idle(Map.of(Reason.Distrusted, 2500, Reason.ForecastKeep, 300)))
                    .isEqualTo(new VerdictText(
                            Kind.IDLE,
                            "In these 3 days the HPA alone was short of capacity for 121 minutes, and the operator would have"
                                    + " changed nothing: it did not trust its forecasts."));
        }

        @Test
        void forWantOfAForecast() {
            assertThat(idle(Map.of(Reason.NoOpinion, 100)).sentence()).endsWith(": it had no usable forecast.");
            assertThat(idle(Map.of(Reason.AwaitingDemand, 100)).sentence()).endsWith(": it had no usable forecast.");
        }

        @Test
        void becauseItsPlanHadNoNeed() {
            assertThat(idle(Map.of(Reason.BaselineSuffices, 100)).sentence())
                    .endsWith(": its plan never asked for other bounds.");
            assertThat(idle(Map.of()).sentence()).endsWith(": its plan never asked for other bounds.");
        }

        @Test
        void andNeedNotHave() {
            assertThat(VerdictText.judged(
                            scores(MONTH, 0, 100), scores(MONTH, 0, 100), Conduct.DISTRUSTED_ITS_FORECASTS))
                    .isEqualTo(new VerdictText(
                            Kind.NOTHING_TO_GAIN,
                            "In these 28 days the HPA alone was never short of capacity: there was nothing to gain, and the"
                                    + " operator would have changed nothing."));
        }

        private VerdictText idle(Map<Reason, Integer> looks) {
            return VerdictText.judged(
                    SomeFindings.seeded(1).withMoves(0).withLooks(looks).findings());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PT24H,On this day",
        "PT36H,In these 36 hours",
        "PT1H,In this hour",
        "PT156H,In these 6.5 days",
        "PT336H,In these 14 days"
    })
    void beginsWithTheTimeThatWasSimulated(Duration length, String begins) {
        assertThat(VerdictText.judged(scores(length, 5, 100), scores(length, 1, 100), Conduct.ACTED)
                        .sentence())
                .startsWith(begins + " the HPA alone");
    }

    @ParameterizedTest
    @CsvSource({
        "100,as many replica-hours", "100.4,as many replica-hours", "99.6,as many replica-hours",
        "100.6,0.6 % more replica-hours", "107.34,7.3 % more replica-hours", "107.99,8 % more replica-hours",
        "189,89 % more replica-hours", "200,twice the replica-hours", "334,3.3 times the replica-hours",
        "79,21 % fewer replica-hours"
    })
    void endsWithTheCost(double hours, String ends) {
        assertThat(verdict(10, 100, 5, hours).sentence()).endsWith(", for " + ends + ".");
    }

    private static VerdictText verdict(double before, double hoursBefore, double after, double hoursAfter) {
        return VerdictText.judged(scores(MONTH, before, hoursBefore), scores(MONTH, after, hoursAfter), Conduct.ACTED);
    }

    private static Scores scores(Duration length, double minutes, double hours) {
        return new Scores(Duration.ofMillis(Math.round(minutes * 60_000)), length, hours, 0, 0, 0);
    }
}
