package io.predictivescaler.operator.simulate;

import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.demand.DemandListener;
import io.predictivescaler.operator.demand.DemandSources;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.demand.DemandTracker;
import io.predictivescaler.operator.reconcile.LookTimes;
import io.predictivescaler.operator.reconcile.Rehearsal;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.Steering;
import io.predictivescaler.simulation.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The operator beside a world: it follows the demand measured so far, forecasts and plans with the classes that run in a cluster, at
 * the same instants. What runs beside a reconcile there runs before it here.
 */
final class OperatorSteering implements Steering {
    private final Experiment experiment;
    private final LookTimes times;
    private final SimulatedTime time;
    private final DemandTracker tracker;
    private final Rehearsal rehearsal;
    private final Map<String, CapacityState> capacities;
    private final Consumer<Looked> onlooker;
    private Instant due;

    /** What the operator knew at a look, and what it did. */
    record Looked(Instant at, DemandState state, Rehearsal.Rehearsed rehearsed) {}

    OperatorSteering(Experiment experiment, Consumer<Looked> onlooker) {
        this.experiment = experiment;
        this.onlooker = onlooker;
        this.time = new SimulatedTime(experiment.from());
        this.times = new LookTimes(experiment.key(), Experiment.REFRESH);
        MeasuredDemand source = MeasuredDemand.of(experiment, time::now);
        Map<String, CapacityState> carried = new HashMap<>();
        experiment
                .entries()
                .forEach((name, load) -> carried.put(
                        name,
                        new CapacityState.Known(
                                load.perReplica(),
                                new CapacityState.TargetUtilization.At(
                                        experiment.hpa().targetUtilizationPercent()),
                                CapacityState.Source.Fixed,
                                "")));
        this.tracker = new DemandTracker(
                time,
                (namespace, spec) -> new DemandSources.Lookup.Usable(source),
                Runnable::run,
                Runnable::run,
                new Unheard(),
                key -> {});
        this.rehearsal = new Rehearsal(
                experiment.key(), experiment.spec(), experiment.baseline(), Experiment.REFRESH, experiment.from());
        this.capacities = Map.copyOf(carried);
        this.due = experiment.from();
    }

    @Override
    public Bounds boundsIn(World world) {
        while (!due.isAfter(world.now())) {
            look(world.pods().count());
        }
        return rehearsal.bounds();
    }

    private void look(int replicas) {
        time.moveTo(due);
        if (due.equals(experiment.from())) {
            tracker.follow(experiment.key(), experiment.spec());
        } else {
            tracker.refresh(experiment.key());
        }
        Instant now = time.second();
        Map<String, DemandState> states = tracker.states(experiment.key());
        Rehearsal.Rehearsed rehearsed = rehearsal.look(now, states, capacities, experiment.leadTime(), replicas);
        states.values().forEach(state -> onlooker.accept(new Looked(now, state, rehearsed)));
        Instant tick = times.nextAfter(due);
        due = rehearsed
                .nextChange()
                .filter(change -> change.isAfter(now) && change.isBefore(tick))
                .orElse(tick);
    }

    /** Nobody measures how long a simulation takes to fit. */
    private static final class Unheard implements DemandListener {
        @Override
        public void queried(Duration took) {}

        @Override
        public void fitted(Duration took) {}
    }
}
