package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.DemandOutlook;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.PlanInput;
import io.predictivescaler.planning.PlanMemory;
import io.predictivescaler.planning.PlanSettings;
import io.predictivescaler.planning.Planner;
import io.predictivescaler.planning.ReplicaForecast;
import io.predictivescaler.planning.Spending;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Leads a deliberation on through the hours to come. The forecast is that of now, and stays as young as the operator keeps it; trust,
 * posture and target stay as they are, and nobody else edits the bounds. Pure: the same deliberation has the same preview.
 */
final class Foresight {
    /** As many as a chart shows: five minutes each on a day. */
    private static final int MOST_POINTS = 288;

    /** No plan looks further than twice its lead time and its hold, and the half hour in which small moves are merged. */
    private static final Duration MERGED = Duration.ofMinutes(30);

    private static final Duration SHORTEST_STEP = Duration.ofMinutes(1);

    /** Each is a plan: the minutes of two days, and of a longer horizon fewer. */
    private static final int MOST_LOOKS = 2880;

    private final Deliberation first;
    private final ScalerSpec spec;
    private final Map<String, DemandState> states;
    private final Duration step;
    private final Instant start;
    private final Instant end;
    private final Needed needed;
    private final List<Preview.Move> moves = new ArrayList<>();
    private Duration added = Duration.ZERO;

    private Foresight(Deliberation first, ScalerSpec spec, Map<String, DemandState> states, Duration refresh) {
        this.first = first;
        this.spec = spec;
        this.states = states;
        this.step = Stream.of(refresh, SHORTEST_STEP, spec.horizon().dividedBy(MOST_LOOKS))
                .max(Comparator.naturalOrder())
                .orElse(refresh)
                .truncatedTo(ChronoUnit.SECONDS);
        this.start = first.input().now();
        this.end = end();
        this.needed = new Needed(wholeSeconds(Duration.between(start, end).dividedBy(MOST_POINTS)));
    }

    /**
     * As far as the published forecast reaches.
     *
     * @param states what the deliberation was made from
     * @param refresh how often the operator looks; a shorter time than a minute counts as one, and over more than two days looks are rarer
     */
    static Preview of(Deliberation first, ScalerSpec spec, Map<String, DemandState> states, Duration refresh) {
        return new Foresight(first, spec, states, refresh).preview();
    }

    /** At least one. */
    private static Duration wholeSeconds(Duration width) {
        return width.compareTo(Duration.ofSeconds(1)) < 0
                ? Duration.ofSeconds(1)
                : width.truncatedTo(ChronoUnit.SECONDS);
    }

    private Preview preview() {
        PlanInput input = first.input();
        Plan plan = first.plan();
        for (Instant next = after(input); ; next = after(input)) {
            carryOut(input, plan, next.isBefore(end) ? next : end);
            if (!next.isBefore(end)) {
                break;
            }
            input = following(input, plan, next);
            plan = Planner.plan(input);
        }
        Preview unseen = with(List.of(), List.of());
        List<Preview.Point> points = needed.points.stream()
                .map(point -> new Preview.Point(point.time(), point.median(), point.planned(), unseen.at(point.time())))
                .toList();
        return with(points, Shortages.in(points, needed.width));
    }

    private Preview with(List<Preview.Point> points, List<Preview.Shortage> shortages) {
        PlanInput input = first.input();
        return new Preview(start, end, input.inForce(), input.baseline().floor(), moves, points, shortages, added);
    }

    /** A plan that cannot see the end of its own window releases nothing, which later looks would not suffer from. */
    private Instant end() {
        PlanSettings settings = first.input().settings();
        Duration looksAhead = settings.leadTime()
                .multipliedBy(2)
                .plus(settings.release().hold())
                .plus(MERGED);
        Instant horizon = start.plus(spec.horizon());
        return first.outlooks().stream()
                .flatMap(outlook -> outlook instanceof DemandOutlook.Forecasted forecasted
                        ? Optional.of(forecasted.forecast().end().minus(looksAhead)).stream()
                        : Optional.<Instant>empty().stream())
                .filter(seen -> seen.isAfter(start.plus(step)))
                .reduce(horizon, (one, other) -> one.isBefore(other) ? one : other);
    }

    /** The operator looks again after its interval, and when the calendar makes a difference. */
    private Instant after(PlanInput input) {
        Instant regular = input.now().plus(step);
        return Look.nextChange(input)
                .filter(change -> change.isAfter(input.now()) && change.isBefore(regular))
                .orElse(regular);
    }

    private void carryOut(PlanInput input, Plan plan, Instant until) {
        if (!plan.to().equals(input.inForce())) {
            moves.add(new Preview.Move(input.now(), input.inForce(), plan.to(), plan.decision()));
        }
        int above = plan.to().minReplicas() - input.baseline().floor();
        added = added.plus(Duration.between(input.now(), until).multipliedBy(Math.max(0, above)));
    }

    private PlanInput following(PlanInput input, Plan plan, Instant now) {
        Bounds standing = plan.to();
        PlanMemory memory = input.memory().after(plan, input.inForce(), input.now());
        return new PlanInput(
                now,
                input.settings(),
                input.baseline(),
                standing,
                needed.replicasAt(now, standing, input.currentReplicas()),
                input.posture(),
                outlooksAt(now),
                input.calendar(),
                memory.withSpending(memory.spending().after(input, standing.minReplicas(), kind())));
    }

    private Spending.Kind kind() {
        return first.mandate().mayWrite() ? Spending.Kind.Applied : Spending.Kind.Played;
    }

    private List<DemandOutlook> outlooksAt(Instant now) {
        PlanInput input = first.input();
        return switch (first.mandate()) {
            case Look.Mandate.CalendarOnly only -> input.outlooks();
            case Look.Mandate.Enforce enforce -> believedAt(now);
            case Look.Mandate.Observe observe -> believedAt(now);
            case Look.Mandate.HistoryTooShort tooShort -> believedAt(now);
            case Look.Mandate.LetGo letGo -> believedAt(now);
        };
    }

    private List<DemandOutlook> believedAt(Instant now) {
        PlanInput input = first.input();
        return Outlooks.believed(renewedAt(now), spec, states, input.settings(), input.calendar(), now);
    }

    private List<DemandOutlook> renewedAt(Instant now) {
        return first.outlooks().stream()
                .map(outlook -> outlook instanceof DemandOutlook.Forecasted forecasted
                        ? new DemandOutlook.Forecasted(
                                forecasted.name(),
                                forecasted.unit(),
                                forecasted.forecast(),
                                now.plus(spec.maxAge()),
                                forecasted.capacityPerReplica(),
                                forecasted.highestSeen(),
                                forecasted.bursts())
                        : outlook)
                .toList();
    }

    /** What is needed in each of equal stretches of the time ahead. */
    private final class Needed {
        private final Duration width;
        private final List<ReplicaForecast.Point> points = new ArrayList<>();

        Needed(Duration width) {
            this.width = width;
            for (Instant at = start; at.isBefore(end); at = at.plus(width)) {
                points.addAll(ReplicaForecast.points(
                        renewedAt(at), first.input().calendar(), spec.percentile(), at, width, 1));
            }
        }

        /** What the workload would run: what is needed with even odds, within the bounds; as before where that is not known. */
        int replicasAt(Instant time, Bounds bounds, int before) {
            int index = (int) Duration.between(start, time).dividedBy(width);
            int median = index < points.size() ? points.get(index).median() : before;
            return Math.clamp(median, bounds.minReplicas(), bounds.maxReplicas());
        }
    }
}
