package io.predictivescaler.operator.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.simulation.Scores;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static Scores of(Findings findings, Strategy strategy) {
        return findings.of(strategy).scores();
    }

    @Nested
    class OfADailyRamp {
        private static final Experiment EXPERIMENT = Experiments.ofADailyRamp(1);
        private static final Findings FINDINGS = Simulation.of(EXPERIMENT, Progress.unheard());

        @Test
        void givesTheOperatorLessShortageThanTheHpaAlone() {
            assertThat(of(FINDINGS, Strategy.HPA).shortMinutes()).isGreaterThan(20);
            assertThat(of(FINDINGS, Strategy.PREDICTIVE).shortMinutes())
                    .isLessThan(of(FINDINGS, Strategy.HPA).shortMinutes() / 3);
        }

        @Test
        void hasAnOracleThatIsNeverShortAndCheapestOfAllThatAreNot() {
            assertThat(of(FINDINGS, Strategy.ORACLE).shortMinutes()).isZero();
            assertThat(of(FINDINGS, Strategy.ORACLE).replicaHours())
                    .isLessThan(of(FINDINGS, Strategy.STATIC_MAX).replicaHours())
                    .isLessThan(of(FINDINGS, Strategy.PREDICTIVE).replicaHours());
        }

        @Test
        void hasAStaticMaximumOfWhatThePeakNeedsThatIsNeverShort() {
            assertThat(of(FINDINGS, Strategy.STATIC_MAX).shortMinutes()).isZero();
            assertThat(of(FINDINGS, Strategy.STATIC_MAX).replicaHours())
                    .isCloseTo(72.0 * EXPERIMENT.peakReplicas(), within(1e-6));
        }

        @Test
        void coversTheSameTimeWithEveryStrategy() {
            assertThat(FINDINGS.runs().values())
                    .hasSize(Strategy.values().length)
                    .allSatisfy(run -> assertThat(run.scores().length()).isEqualTo(Duration.ofDays(3)));
        }

        @Test
        void tellsOfEveryMoveWhenAndWhy() {
            assertThat(FINDINGS.moves()).isNotEmpty().allSatisfy(move -> {
                assertThat(move.from()).isNotEqualTo(move.to());
                assertThat(move.decision().message()).isNotBlank();
                assertThat(move.at()).isBetween(EXPERIMENT.from(), EXPERIMENT.to());
            });
            assertThat(FINDINGS.looks()).containsKey(Reason.ForecastRaise);
        }

        @Test
        void givesTheSameFindingsEachTime() {
            Findings again = Simulation.of(EXPERIMENT, Progress.unheard());
            assertThat(again.runs()).isEqualTo(FINDINGS.runs());
            assertThat(again.moves()).isEqualTo(FINDINGS.moves());
            assertThat(again.timeline()).isEqualTo(FINDINGS.timeline());
        }

        @Test
        void knowsNothingOfTheDemandToCome() {
            Experiment cutShort = new Experiment(
                    EXPERIMENT.demand(),
                    EXPERIMENT.from(),
                    EXPERIMENT.to().minus(Duration.ofDays(2)),
                    EXPERIMENT.key(),
                    EXPERIMENT.spec(),
                    EXPERIMENT.perReplica(),
                    EXPERIMENT.hpa(),
                    EXPERIMENT.baseline(),
                    EXPERIMENT.startUp(),
                    EXPERIMENT.planned(),
                    EXPERIMENT.metricsLag());
            assertThat(Simulation.of(cutShort, Progress.unheard()).moves())
                    .isNotEmpty()
                    .isEqualTo(FINDINGS.moves().stream()
                            .filter(move -> move.at().isBefore(cutShort.to()))
                            .toList());
        }

        @Test
        void drawsTheForecastWhereItWasNeeded() {
            Timeline timeline = FINDINGS.timeline();
            int close = 0;
            int drawn = 0;
            for (int i = 0; i < timeline.demand().length(); i++) {
                if (!Double.isNaN(timeline.planned().at(i))) {
                    drawn++;
                    double ratio = timeline.planned().at(i) / timeline.demand().at(i);
                    close += ratio > 0.7 && ratio < 1.5 ? 1 : 0;
                }
            }
            assertThat(drawn).isGreaterThan(timeline.demand().length() * 9 / 10);
            assertThat(close).isGreaterThan(drawn * 9 / 10);
        }
    }

    @Nested
    class OfNoise {
        @Test
        void doesNoHarm() {
            Findings findings = Simulation.of(Experiments.ofNoise(1), Progress.unheard());
            assertThat(of(findings, Strategy.PREDICTIVE).shortMinutes())
                    .isLessThanOrEqualTo(of(findings, Strategy.HPA).shortMinutes() + 1);
            assertThat(of(findings, Strategy.PREDICTIVE).replicaHours())
                    .isLessThan(1.05 * of(findings, Strategy.HPA).replicaHours());
        }
    }

    @Test
    void plansForThePercentileThatIsAsked() {
        Experiment experiment = Experiments.ofADailyRamp(2);
        Scores careless =
                Simulation.operatorAlone(experiment.at(QuantileLevel.P50)).scores();
        Scores careful =
                Simulation.operatorAlone(experiment.at(QuantileLevel.P99)).scores();
        assertThat(careful.replicaHours()).isGreaterThan(careless.replicaHours());
        assertThat(careful.shortMinutes()).isLessThanOrEqualTo(careless.shortMinutes());
    }

    @Test
    void keepsThePodsWhenTheAutoscalersTargetMoves() {
        Experiment experiment = Experiments.ofADailyRamp(2);
        Experiment hotter = experiment.targeting(84);
        assertThat(hotter.perReplica()).isEqualTo(60);
        assertThat(Simulation.alone(hotter).scores().replicaHours())
                .isLessThan(Simulation.alone(experiment).scores().replicaHours());
    }
}
