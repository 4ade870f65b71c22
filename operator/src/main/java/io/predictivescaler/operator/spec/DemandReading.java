package io.predictivescaler.operator.spec;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.predictivescaler.forecasting.series.TimeWindow;
import io.predictivescaler.operator.api.CapacityPerReplica;
import io.predictivescaler.operator.api.DemandEntry;
import io.predictivescaler.operator.api.HistoryOptions;
import io.predictivescaler.operator.api.HistoryOptions.ExcludedWindow;
import io.predictivescaler.operator.api.PredictiveScalerSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the demand entries of a resource. */
final class DemandReading {
    static final DurationRange LOOKBACK =
            new DurationRange(Duration.ofDays(28), Duration.ofDays(1), Duration.ofDays(400));
    static final DurationRange STEP =
            new DurationRange(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofHours(1));
    static final int MOST_STEPS = 10_000;
    private static final int MOST_ENTRIES = 10;
    private static final List<Duration> USUAL_STEPS = List.of(
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    private final Problems problems;
    private final List<String> notes;
    private final SourceReading sources;

    DemandReading(SpecDefaults defaults, Problems problems, List<String> notes) {
        this.problems = problems;
        this.notes = notes;
        this.sources = new SourceReading(defaults, problems);
    }

    List<DemandSpec> read(PredictiveScalerSpec spec) {
        int entries = spec.demand().size();
        if (entries == 0 && spec.calendar().stream().allMatch(entry -> entry.minReplicas() == null)) {
            problems.add(
                    "spec.demand",
                    "[]",
                    "empty; add an entry with query and capacityPerReplica, or a calendar entry with minReplicas");
        }
        if (entries > MOST_ENTRIES) {
            problems.add("spec.demand", entries + " entries", "too many; write at most " + MOST_ENTRIES);
            return List.of();
        }
        SourceSpec source = sources.read("spec.prometheus", spec.prometheus(), new SourceSpec.OperatorSource());
        Set<String> names = new HashSet<>();
        List<DemandSpec> demand = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            String field = "spec.demand[" + i + "]";
            DemandSpec entry = entry(field, spec.demand().get(i), source);
            if (!names.add(entry.name())) {
                problems.add(field + ".name", entry.name(), "named twice; give each entry its own name");
            }
            demand.add(entry);
        }
        return demand;
    }

    private DemandSpec entry(String field, DemandEntry entry, SourceSpec source) {
        String query = problems.required(field + ".query", entry.query(), "write PromQL that gives one series");
        return new DemandSpec(
                entry.name() == null ? "demand" : entry.name(),
                query,
                entry.unit() == null ? "" : entry.unit(),
                capacity(field + ".capacityPerReplica", entry.capacityPerReplica()),
                history(field + ".history", entry.history(), new DemandNow(query, source)),
                source);
    }

    /** What is asked for the present, and for the past too where the user says nothing else. */
    private record DemandNow(String query, SourceSpec source) {}

    private double capacity(String field, @Nullable CapacityPerReplica capacity) {
        double unused = 1;
        if (capacity == null || (capacity.fixed() == null && capacity.learned() == null)) {
            problems.add(field, null, "required; write fixed, the load that one ready replica carries");
            return unused;
        }
        problems.refuse(field + ".learned", capacity.learned(), "write capacityPerReplica.fixed instead");
        IntOrString fixed = capacity.fixed();
        if (fixed == null) {
            return unused;
        }
        OptionalDouble load = Quantities.positive(fixed);
        if (load.isEmpty()) {
            problems.add(
                    field + ".fixed",
                    fixed.getValue(),
                    "not a positive quantity of at most 1e15; write one such as 50, \"1.5\" or 500m");
        }
        return load.orElse(unused);
    }

    private HistorySpec history(String field, @Nullable HistoryOptions history, DemandNow now) {
        HistoryOptions stated = history == null ? new HistoryOptions(null, null, null, null, List.of()) : history;
        Duration lookback = problems.duration(field + ".lookback", stated.lookback(), LOOKBACK);
        return new HistorySpec(
                lookback,
                step(field + ".step", stated.step(), lookback),
                stated.query() == null
                        ? now.query()
                        : problems.required(
                                field + ".query",
                                stated.query(),
                                "write PromQL that gives one series, or leave query out"),
                sources.read(field + ".prometheus", stated.prometheus(), now.source()),
                windows(field + ".exclude", stated.exclude()));
    }

    private Duration step(String field, @Nullable String text, Duration lookback) {
        Duration step = problems.duration(field, text, STEP);
        if (Duration.ofDays(1).toSeconds() % step.toSeconds() != 0) {
            problems.add(field, text, "does not divide a day; write 1m, 2m, 3m, 4m, 5m, 10m, 15m, 20m, 30m or 1h");
        }
        Duration fitting = fitting(step, lookback);
        if (text != null && !fitting.equals(step)) {
            notes.add("%s is %s: a lookback of %s in such steps has %d points, more than %d; %s is used"
                    .formatted(
                            field,
                            text,
                            Durations.format(lookback),
                            lookback.dividedBy(step),
                            MOST_STEPS,
                            Durations.format(fitting)));
        }
        return fitting;
    }

    /** The step itself where the lookback has at most 10,000 of it, else the next coarser usual one; 1h fits into the longest. */
    private static Duration fitting(Duration step, Duration lookback) {
        if (lookback.dividedBy(step) <= MOST_STEPS) {
            return step;
        }
        return USUAL_STEPS.stream()
                .filter(usual -> usual.compareTo(step) > 0 && lookback.dividedBy(usual) <= MOST_STEPS)
                .findFirst()
                .orElse(STEP.most());
    }

    private List<TimeWindow> windows(String field, List<ExcludedWindow> windows) {
        List<TimeWindow> read = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            String at = field + "[" + i + "]";
            int before = problems.found().size();
            Instant start = problems.instant(at + ".start", windows.get(i).start());
            Instant end = problems.instant(at + ".end", windows.get(i).end());
            if (problems.found().size() > before) {
                continue;
            }
            if (end.isAfter(start)) {
                read.add(new TimeWindow(start, end));
            } else {
                problems.add(
                        at + ".end",
                        windows.get(i).end(),
                        "not later than start; write an end after "
                                + windows.get(i).start());
            }
        }
        return read;
    }
}
