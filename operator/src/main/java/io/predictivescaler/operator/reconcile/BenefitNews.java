package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.benefit.Benefit;
import io.predictivescaler.operator.benefit.BenefitState;
import io.predictivescaler.operator.benefit.BenefitTracker.Told;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.telemetry.Observation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what enforcing brings, or why nobody knows. */
final class BenefitNews {
    private BenefitNews() {}

    /** What the status tells already. */
    static Told told(PredictiveScalerStatus status) {
        PredictiveScalerStatus.Benefit benefit = status.benefit();
        return benefit == null ? Told.NOTHING : Told.NUMBERS;
    }

    /** @param before what stands until there is something newer */
    static PredictiveScalerStatus.@Nullable Benefit status(
            BenefitState state, PredictiveScalerStatus.@Nullable Benefit before) {
        return switch (state) {
            case BenefitState.Waiting waiting -> before;
            case BenefitState.Off off -> null;
            case BenefitState.None none -> null;
            case BenefitState.Known known -> status(known.benefit());
        };
    }

    private static PredictiveScalerStatus.Benefit status(Benefit benefit) {
        return new PredictiveScalerStatus.Benefit(
                Durations.format(benefit.window()),
                minutes(benefit.shortReactive()),
                minutes(benefit.shortPredictive()),
                (int) Math.round(benefit.extraReplicaHours()));
    }

    /** With why there is none, too. */
    static List<String> notes(List<String> others, BenefitState state) {
        return state instanceof BenefitState.None none
                ? Stream.concat(others.stream(), Stream.of("status.benefit is not worked out: " + none.why()))
                        .toList()
                : others;
    }

    private static int minutes(Duration time) {
        return (int) Math.round(time.toMillis() / 60_000.0);
    }

    /** What the metrics tell, as the status does: so also what an earlier process has worked out. */
    static Observation.Benefit observed(PredictiveScalerStatus.@Nullable Benefit benefit) {
        if (benefit == null) {
            return new Observation.Benefit.Unknown();
        }
        Integer reactive = benefit.shortMinutesReactive();
        Integer predictive = benefit.shortMinutesPredictive();
        Integer hours = benefit.extraReplicaHours();
        return reactive == null || predictive == null || hours == null
                ? new Observation.Benefit.Unknown()
                : new Observation.Benefit.Replayed(Duration.ofMinutes(reactive), Duration.ofMinutes(predictive), hours);
    }
}
