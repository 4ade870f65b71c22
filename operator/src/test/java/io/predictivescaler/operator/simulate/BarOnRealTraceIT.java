package io.predictivescaler.operator.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.simulation.Scores;
import io.predictivescaler.simulation.StartUp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Fourteen days of a public web server's requests, by the minute, scaled so that the highest five of them need 40 replicas at a CPU
 * target of 70 %. Pods are the same whatever the autoscaler aims at.
 */
class BarOnRealTraceIT {
    private static final int PEAK_REPLICAS = 40;

    private static Experiment experiment = Experiments.ofADailyRamp(1);

    @BeforeAll
    static void readTheTrace() {
        Path trace = Path.of(
                System.getProperty("shared.directory", System.getProperty("root.directory", ".") + "/../shared"),
                "traces",
                "nasa-web.csv");
        assumeThat(Files.isReadable(trace))
                .as("the real traces of ../shared are absent")
                .isTrue();
        DemandInput.Read read = (DemandInput.Read) TracedDemand.read(trace);
        double peak = read.curve().largestMean(Duration.ofMinutes(5));
        experiment = Experiments.of(read.curve().scaledBy(PEAK_REPLICAS * Experiments.PER_REPLICA / peak), 14, "");
    }

    private static Experiment startingIn(Duration startUp) {
        return new Experiment(
                experiment.demand(),
                experiment.from(),
                experiment.to(),
                experiment.key(),
                experiment.spec(),
                experiment.perReplica(),
                experiment.hpa(),
                experiment.baseline(),
                StartUp.fixed(startUp),
                startUp,
                experiment.metricsLag());
    }

    private static Scores with(Experiment started, int target, int percentile) {
        return Simulation.operatorAlone(started.targeting(target).at(QuantileLevel.ofPercentile(percentile)))
                .scores();
    }

    /**
     * At the target of 70 % the aims are 0.25 and 0.125 after 180 s, and a third after 60 s; ADR 0022 says why they are missed by a
     * little. They are met wherever the autoscaler alone is given some room.
     */
    @ParameterizedTest
    @CsvSource({
        // HPA's target, start-up, replica-hours at most, share of its short minutes at most; operator's target,
        // percentile
        "70, 180, 1.02, 0.27, 85, 95",
        "70, 180, 1.08, 0.15, 80, 96",
        "70, 60, 1.02, 0.365, 85, 95",
        "65, 180, 1.08, 0.125, 80, 98",
    })
    void isShortForAFractionOfTheTimeAtTheHpasOwnCost(
            int hpaTarget, int startUpSeconds, double cost, double share, int target, int percentile) {
        Experiment started = startingIn(Duration.ofSeconds(startUpSeconds));
        Scores alone = Simulation.alone(started.targeting(hpaTarget)).scores();

        Scores operator = with(started, target, percentile);

        assertThat(operator.replicaHours()).isLessThanOrEqualTo(cost * alone.replicaHours());
        assertThat(operator.shortMinutes()).isLessThanOrEqualTo(share * alone.shortMinutes());
    }

    @Test
    void costsLessThanACopyOfLastWeekAndIsShortForLessTime() {
        Findings findings = Simulation.of(experiment.at(QuantileLevel.P95), Progress.unheard());
        Scores lastWeek = findings.of(Strategy.LAST_WEEK).scores();
        Scores operator = findings.of(Strategy.PREDICTIVE).scores();

        assertThat(operator.replicaHours()).isLessThan(lastWeek.replicaHours());
        assertThat(operator.shortMinutes()).isLessThan(lastWeek.shortMinutes());
    }
}
