package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.cli.DemandOptions.Source;
import io.predictivescaler.operator.cli.SimulateOptions.Carried;
import io.predictivescaler.operator.cli.SimulateOptions.SpecFrom;
import io.predictivescaler.operator.simulate.Autoscaler;
import io.predictivescaler.operator.simulate.AutoscalerInput;
import io.predictivescaler.operator.simulate.AutoscalerReader;
import io.predictivescaler.operator.simulate.DemandInput;
import io.predictivescaler.operator.simulate.Experiment;
import io.predictivescaler.operator.simulate.QueriedDemand;
import io.predictivescaler.operator.simulate.ScalerInput;
import io.predictivescaler.operator.simulate.ScalerReader;
import io.predictivescaler.operator.simulate.Suggestion;
import io.predictivescaler.operator.simulate.TracedDemand;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.spec.LeadTimeSpec;
import io.predictivescaler.operator.time.Timekeeping;
import io.predictivescaler.operator.trace.Trace;
import io.predictivescaler.planning.leadtime.LearnedLeadTime;
import io.predictivescaler.planning.leadtime.StartUps;
import io.predictivescaler.simulation.DemandCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code simulate} makes of its options and files.
 *
 * @param name of the demand, for people
 * @param source where it is from, for people
 * @param yaml of the resource as its user wrote it; empty where it is suggested
 * @param suggestion what {@code --suggest} proposes, if it does
 * @param notes what the reader should know, each a sentence
 */
record SimulateSetup(
        String name,
        String source,
        Experiment experiment,
        Optional<Suggestion> suggestion,
        String yaml,
        List<String> notes) {
    /** A suggestion is tried at this percentile first, and this is proposed where caution changes nothing. */
    static final int USUAL_PERCENTILE = 90;

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(28);
    private static final String NAMESPACE = "default";

    SimulateSetup {
        notes = List.copyOf(notes);
    }

    /** Something that was given cannot be simulated; the message says what, and the remedy. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * Reads all there is to read.
     *
     * @param time what Prometheus is asked by
     */
    static SimulateSetup of(Source source, SimulateOptions options, Timekeeping time) throws Refused {
        // First what can be told at once, then what takes a while to read.
        SpecFrom specFrom = options.specFrom();
        DemandInput.Read demand = read(source, time);
        DemandCurve curve = demand.curve();
        List<String> notes = new ArrayList<>(demand.notes());
        ScalerInput.Capacity capacity = capacity(options.carried(), curve);
        Optional<Suggestion> suggestion = switch (specFrom) {
            case SpecFrom.Suggestion asked ->
                Optional.of(Suggestion.of(curve, keyOf(source), queryOf(source), capacity, options.usualStartUp()));
            case SpecFrom.Manifest file -> Optional.empty();
        };
        ScalerInput.Read scaler = accepted(
                switch (specFrom) {
                    case SpecFrom.Suggestion asked -> suggestion.orElseThrow().scaler(USUAL_PERCENTILE);
                    case SpecFrom.Manifest file -> ScalerReader.read(file.file(), file.entry(), capacity);
                });
        notes.addAll(scaler.notes());
        suggestion.ifPresent(proposed -> notes.addAll(proposed.notes()));
        Autoscaler autoscaler = accepted(
                options.hpa().isPresent()
                        ? AutoscalerReader.read(
                                options.hpa().orElseThrow(), scaler.spec().target())
                        : Autoscaler.assumed(
                                scaler.spec().target(), curve.largestMean(FIVE_MINUTES), scaler.perReplica()));
        notes.addAll(autoscaler.notes());
        Experiment experiment = new Experiment(
                curve,
                begin(curve, options.window()),
                curve.end(),
                new ResourceKey(
                        scaler.resource().getMetadata().getNamespace(),
                        scaler.resource().getMetadata().getName()),
                scaler.spec().enforcing(scaler.entry()),
                scaler.perReplica(),
                autoscaler.settings(),
                autoscaler.baseline(),
                options.startUp(),
                planned(scaler.spec().leadTime(), options.usualStartUp(), notes),
                options.metricsLag());
        return new SimulateSetup(
                nameOf(source),
                sourceOf(source),
                options.percentile().map(experiment::at).orElse(experiment),
                suggestion,
                yamlOf(specFrom),
                notes);
    }

    private static DemandInput.Read read(Source source, Timekeeping time) throws Refused {
        DemandInput input = switch (source) {
            case Source.Trace trace -> TracedDemand.read(trace.file());
            case Source.Query query -> QueriedDemand.ask(query.prometheus(), query.promql(), query.range(), time);
        };
        return switch (input) {
            case DemandInput.Read read -> read;
            case DemandInput.Unreadable unreadable -> throw new Refused(unreadable.message());
        };
    }

    private static ScalerInput.Read accepted(ScalerInput input) throws Refused {
        return switch (input) {
            case ScalerInput.Read read -> read;
            case ScalerInput.Refused refused -> throw new Refused(refused.message());
        };
    }

    private static Autoscaler accepted(AutoscalerInput input) throws Refused {
        return switch (input) {
            case AutoscalerInput.Read read -> read.autoscaler();
            case AutoscalerInput.Refused refused -> throw new Refused(refused.message());
        };
    }

    private static ScalerInput.Capacity capacity(Carried carried, DemandCurve curve) {
        return switch (carried) {
            case Carried.Unstated unstated -> new ScalerInput.Capacity.Unstated();
            case Carried.Load load -> new ScalerInput.Capacity.Stated(load.perReplica());
            case Carried.PeakNeeds peak ->
                new ScalerInput.Capacity.Stated(curve.largestMean(FIVE_MINUTES) / peak.replicas());
        };
    }

    /** The operator plans with what its user states, or with what it would have learned of such pods. */
    private static Duration planned(LeadTimeSpec spec, Duration usual, List<String> notes) {
        return switch (spec) {
            case LeadTimeSpec.Fixed fixed -> {
                if (!fixed.value().equals(usual)) {
                    notes.add("The PredictiveScaler plans with leadTime.fixed " + Durations.format(fixed.value())
                            + ", and pods are simulated to start in " + Durations.format(usual)
                            + " (--startup): make the two agree unless that is what you want to see.");
                }
                yield fixed.value();
            }
            case LeadTimeSpec.Learned learned -> {
                Duration clamped = learned.settings()
                        .now(
                                StartUps.none(),
                                List.of(),
                                new LearnedLeadTime.Before.Learned(usual, LearnedLeadTime.ENOUGH),
                                Duration.ZERO)
                        .startUp();
                notes.add("leadTime is learned: it is taken to have been learned, " + Durations.format(clamped) + ".");
                yield clamped;
            }
        };
    }

    private static Instant begin(DemandCurve curve, Optional<Duration> asked) throws Refused {
        Duration known = Duration.between(curve.start(), curve.end());
        Duration most = known.minus(A_DAY);
        if (asked.isPresent() && asked.orElseThrow().compareTo(most) > 0) {
            throw new Refused("--window " + Durations.format(asked.orElseThrow())
                    + " leaves less than a day of history of the " + known.toDays() + " days that there are: replay "
                    + Durations.format(Duration.ofDays(most.toDays())) + " at most, or give more demand.");
        }
        Duration half = Duration.ofDays(Math.max(1, known.dividedBy(2).toDays()));
        Duration usual = half.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW : half;
        return curve.end().minus(asked.orElse(usual));
    }

    private static ResourceKey keyOf(Source source) {
        return new ResourceKey(
                NAMESPACE,
                switch (source) {
                    case Source.Trace trace -> Suggestion.nameOf(Trace.nameOf(trace.file()));
                    case Source.Query query -> "workload";
                });
    }

    private static Suggestion.Query queryOf(Source source) {
        return switch (source) {
            case Source.Trace trace -> new Suggestion.Query.Unknown();
            case Source.Query query -> new Suggestion.Query.Stated(query.promql());
        };
    }

    private static String nameOf(Source source) {
        return switch (source) {
            case Source.Trace trace -> Trace.nameOf(trace.file());
            case Source.Query query -> query.promql();
        };
    }

    private static String sourceOf(Source source) {
        return switch (source) {
            case Source.Trace trace -> trace.file().getFileName() + "";
            case Source.Query query -> "Prometheus, the last " + Durations.format(query.range());
        };
    }

    private static String yamlOf(SpecFrom from) throws Refused {
        return switch (from) {
            case SpecFrom.Suggestion asked -> "";
            case SpecFrom.Manifest file -> {
                try {
                    yield Files.readString(file.file());
                } catch (IOException e) {
                    throw new Refused("--scaler: " + file.file() + " can no longer be read: " + e.getMessage() + ".");
                }
            }
        };
    }
}
