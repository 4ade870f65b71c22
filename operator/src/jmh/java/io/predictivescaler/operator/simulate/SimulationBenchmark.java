package io.predictivescaler.operator.simulate;

import io.predictivescaler.simulation.DemandCurve;
import io.predictivescaler.simulation.Run;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Four weeks of one workload in steps of 15 seconds, 161,280 of them, on one thread, after four weeks of history: 40,320 looks of the operator,
 * 8,064 forecasts and 112 fits. Each invocation begins anew.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class SimulationBenchmark {
    private static final int DAY = 1440;

    private final Experiment experiment = Experiments.of(demand(), 28, "");

    /** The autoscaler by itself. */
    @Benchmark
    public Run hpaAlone() {
        return Simulation.alone(experiment);
    }

    /** The autoscaler with the operator beside it. */
    @Benchmark
    public Run operator() {
        return Simulation.operatorAlone(experiment);
    }

    /** Days, quieter weekends, a drift, noise and bursts, minute by minute for eight weeks. */
    private static DemandCurve demand() {
        SplittableRandom random = new SplittableRandom(11);
        double[] drift = {0};
        return Experiments.minutes(56, minute -> {
            drift[0] = 0.99 * drift[0] + 0.01 * random.nextGaussian();
            double phase = 2 * Math.PI * (minute % DAY) / DAY;
            double day = 1.1 - Math.cos(phase) + 0.3 * Math.sin(2 * phase);
            double weekend = minute / DAY % 7 >= 5 ? 0.6 : 1;
            double burst = random.nextDouble() < 0.003 ? 1 : 0;
            return Math.max(0, 700 * (day * weekend * (1 + drift[0]) + burst) + 30 * random.nextGaussian());
        });
    }
}
