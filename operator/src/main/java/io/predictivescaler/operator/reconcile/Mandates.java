package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.reconcile.Look.Mandate;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.planning.BoundsReading;
import java.time.Duration;
import java.util.Map;

/** From the mode that is asked for to what a look may do. */
final class Mandates {
    private Mandates() {}

    /** @param covered the time that the shortest history covers */
    static Mandate of(
            MaxMode most, ScalerSpec spec, Map<String, DemandState> states, BoundsReading reading, Duration covered) {
        boolean read = states.values().stream().noneMatch(state -> state.health() instanceof DemandState.Health.Waiting)
                && states.values().stream().anyMatch(state -> state.history().present() > 0);
        return switch (effective(most, spec.mode())) {
            case Observe -> reading.held() ? new Mandate.LetGo() : new Mandate.Observe();
            case Enforce ->
                read && covered.compareTo(spec.trust().minimumHistory()) < 0
                        ? withTooLittleHistory(spec, reading, covered)
                        : new Mandate.Enforce();
        };
    }

    private static Mandate withTooLittleHistory(ScalerSpec spec, BoundsReading reading, Duration covered) {
        if (spec.calendar().statesAFloor()) {
            return new Mandate.CalendarOnly(covered, spec.trust().minimumHistory());
        }
        return reading.held()
                ? new Mandate.Enforce()
                : new Mandate.HistoryTooShort(covered, spec.trust().minimumHistory());
    }

    private static ScalerSpec.Mode effective(MaxMode most, ScalerSpec.Mode asked) {
        return switch (most) {
            case Observe -> ScalerSpec.Mode.Observe;
            case Enforce -> asked;
        };
    }
}
