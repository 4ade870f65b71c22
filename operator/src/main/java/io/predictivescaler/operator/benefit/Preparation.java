package io.predictivescaler.operator.benefit;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.scale.CpuTarget;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.planning.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** From what a look knows to what can be replayed of it. */
sealed interface Preparation {
    /** Everything is there. */
    record Ready(PastWindow past) implements Preparation {}

    /** What is missing is being worked out, or read again. */
    record NotYet() implements Preparation {}

    /** What is missing will not come by itself, or not soon. */
    record Without(String why) implements Preparation {}

    /** What comes of an entry. */
    sealed interface OfEntry {
        record Ready(PastWindow.Load load) implements OfEntry {}

        record NotYet() implements OfEntry {}

        record Without(String why) implements OfEntry {}
    }

    /** The share of a window that may be missing: what was not measured is bridged, and must not be what is judged. */
    double MOST_MISSING = 0.1;

    static Preparation of(Situation situation) {
        ScalerSpec spec = situation.spec();
        if (spec.demand().isEmpty()) {
            return new Without("there is no demand entry to replay");
        }
        if (situation.target().cpu() instanceof CpuTarget.None) {
            return new Without(
                    situation.target().key() + " has no target for CPU utilization, and nothing else is simulated");
        }
        Map<String, PastWindow.Load> loads = new LinkedHashMap<>();
        for (DemandSpec entry : spec.demand()) {
            switch (entry(situation, entry)) {
                case OfEntry.Ready ready -> loads.put(entry.name(), ready.load());
                case OfEntry.NotYet waiting -> {
                    return new NotYet();
                }
                case OfEntry.Without without -> {
                    return new Without("demand entry '" + entry.name() + "': " + without.why());
                }
            }
        }
        return window(situation, loads);
    }

    private static OfEntry entry(Situation situation, DemandSpec entry) {
        DemandState state = situation.states().get(entry.name());
        CapacityState capacity = situation.capacities().get(entry.name());
        if (state == null
                || capacity == null
                || !(state.health() instanceof DemandState.Health.Available)
                || state.history().present() == 0) {
            return new OfEntry.NotYet();
        }
        return switch (state.model()) {
            case DemandState.Model.Unfitted unfitted -> new OfEntry.NotYet();
            case DemandState.Model.Unforecastable without -> new OfEntry.Without("no forecast, see ForecastReady");
            case DemandState.Model.Fitted fitted ->
                switch (state.trust()) {
                    case DemandState.Trust.Unjudged unjudged -> new OfEntry.NotYet();
                    case DemandState.Trust.Judged judged -> load(state.history(), capacity);
                };
        };
    }

    private static OfEntry load(Series history, CapacityState capacity) {
        return switch (capacity) {
            case CapacityState.Waiting waiting -> new OfEntry.NotYet();
            case CapacityState.Unknown unknown ->
                new OfEntry.Without("what one replica carries is not known, see DemandAvailable");
            case CapacityState.Known known ->
                known.source() == CapacityState.Source.Lowest
                        ? new OfEntry.Without(
                                "what one replica carries is not known, only its lowest," + " see DemandAvailable")
                        : new OfEntry.Ready(new PastWindow.Load(measured(history), known.perReplica()));
        };
    }

    /** Without what is missing at either end. */
    private static Series measured(Series history) {
        int first = 0;
        while (history.isMissing(first)) {
            first++;
        }
        return history.slice(first, history.lastPresent().orElseThrow() + 1);
    }

    /** The operator acts on nothing before it has seen {@code trust.minimumHistory}, so a replay begins there at the earliest. */
    private static Preparation window(Situation situation, Map<String, PastWindow.Load> loads) {
        ScalerSpec spec = situation.spec();
        Instant start = Instant.MIN;
        Instant to = Instant.MAX;
        for (PastWindow.Load load : loads.values()) {
            start = later(start, load.demand().start());
            to = earlier(to, load.demand().end());
        }
        Duration minimum = spec.trust().minimumHistory();
        Duration known = Duration.between(start, to).minus(minimum);
        Duration most = spec.trust().window();
        long days = (known.compareTo(most) < 0 ? known : most).toDays();
        if (days < 1) {
            return new Without(
                    "a day of demand beyond trust.minimumHistory of " + Durations.format(minimum) + " is needed");
        }
        Instant from = to.minus(Duration.ofDays(days));
        for (Map.Entry<String, PastWindow.Load> entry : loads.entrySet()) {
            double missing = missing(entry.getValue().demand(), from, to);
            if (missing > MOST_MISSING) {
                return new Without("demand entry '" + entry.getKey() + "': more than " + Math.round(100 * MOST_MISSING)
                        + " % of the last " + days + "d was not measured");
            }
        }
        Baseline own = situation.baseline();
        int floor = Math.max(1, own.floor());
        return new Ready(new PastWindow(
                situation.key(),
                spec.enforcing(),
                situation.target().key(),
                Baseline.of(floor, Math.max(floor, own.maxReplicas())),
                situation.leadTime(),
                loads,
                from,
                to));
    }

    private static double missing(Series demand, Instant from, Instant to) {
        int steps = Math.toIntExact(Duration.between(from, to).dividedBy(demand.step()));
        int present = demand.last(Math.min(steps, demand.length())).present();
        return 1 - (double) present / steps;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
