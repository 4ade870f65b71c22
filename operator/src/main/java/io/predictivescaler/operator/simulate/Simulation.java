package io.predictivescaler.operator.simulate;

import io.predictivescaler.operator.simulate.OperatorSteering.Looked;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.simulation.LastWeek;
import io.predictivescaler.simulation.Moment;
import io.predictivescaler.simulation.Oracle;
import io.predictivescaler.simulation.Run;
import io.predictivescaler.simulation.Steering;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Leads an experiment through every strategy. Deterministic: the same experiment gives the same findings. */
public final class Simulation {
    private final Experiment experiment;
    private final Progress progress;
    private final Drawing drawing;
    private final List<Move> moves = new ArrayList<>();
    private final Map<Reason, Integer> looks = new EnumMap<>(Reason.class);

    private Simulation(Experiment experiment, Progress progress) {
        this.experiment = experiment;
        this.progress = progress;
        this.drawing = new Drawing(experiment);
    }

    /** Through every strategy, side by side on as many threads as there are processors. */
    public static Findings of(Experiment experiment, Progress progress) {
        return new Simulation(experiment, progress).findings();
    }

    /** Of the autoscaler by itself. */
    public static Run alone(Experiment experiment) {
        Bounds bounds = experiment.baseline().bounds();
        return Run.of(
                experiment.replay(bounds),
                Steering.constant(bounds),
                experiment.spec().zone());
    }

    /** Of the operator's strategy and no other. */
    public static Run operatorAlone(Experiment experiment) {
        Run.Tally tally = new Run.Tally(experiment.spec().zone());
        experiment.replay(experiment.baseline().bounds()).play(new OperatorSteering(experiment, looked -> {}), tally);
        return tally.run();
    }

    private Findings findings() {
        Map<Strategy, Run> runs = Stream.of(Strategy.values())
                .parallel()
                .collect(Collectors.toMap(
                        strategy -> strategy, this::run, (one, other) -> one, () -> new EnumMap<>(Strategy.class)));
        return new Findings(experiment, runs, moves, looks, List.of(), drawing.timeline());
    }

    private Run run(Strategy strategy) {
        Bounds bounds = experiment.baseline().bounds();
        Run.Tally tally = new Run.Tally(experiment.spec().zone());
        Consumer<Moment> onlooker = tally.andThen(moment -> {
            drawing.moment(strategy, moment);
            progress.reached(strategy, moment.at());
        });
        switch (strategy) {
            case HPA -> experiment.replay(bounds).play(Steering.constant(bounds), onlooker);
            case PREDICTIVE -> experiment.replay(bounds).play(new OperatorSteering(experiment, this::looked), onlooker);
            case LAST_WEEK -> experiment.replay(bounds).play(lastWeek(bounds), onlooker);
            case STATIC_MAX -> {
                int peak = experiment.peakReplicas();
                Bounds still = new Bounds(peak, peak);
                experiment.replay(still).play(Steering.constant(still), onlooker);
            }
            case ORACLE -> Oracle.play(experiment.replay(bounds), bounds, experiment.usualStartUp(), onlooker);
        }
        return tally.run();
    }

    private void looked(Looked looked) {
        drawing.looked(looked);
        looks.merge(looked.rehearsed().plan().decision().reason(), 1, Integer::sum);
        Bounds from = looked.rehearsed().before();
        Bounds to = looked.rehearsed().plan().to();
        if (!from.equals(to)) {
            moves.add(new Move(looked.at(), from, to, looked.rehearsed().plan().decision()));
        }
    }

    /** It looks ahead as far as the operator does, its hold included, or it would lower floors in every short valley. */
    private LastWeek lastWeek(Bounds bounds) {
        return new LastWeek(
                experiment.demand(),
                experiment.demand().start(),
                experiment.perReplica(),
                experiment.leadTime().plus(experiment.spec().release().hold()),
                Experiment.REFRESH,
                bounds);
    }
}
