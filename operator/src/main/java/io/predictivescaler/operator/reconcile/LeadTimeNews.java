package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.pods.MeasuredLeadTime;
import io.predictivescaler.operator.pods.Sight;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.telemetry.ScalerEvent;
import io.predictivescaler.operator.telemetry.ScalerEvents;
import io.predictivescaler.operator.telemetry.ScalerMetrics;
import io.predictivescaler.planning.leadtime.LeadTime;
import io.predictivescaler.planning.leadtime.LearnedLeadTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells where a lead time comes from, and why it is not learned where that was asked for. */
final class LeadTimeNews {
    private static final Logger LOG = LoggerFactory.getLogger(LeadTimeNews.class);

    private final ScalerEvents events;
    private final ScalerMetrics metrics;
    private final Map<ResourceKey, Sight.Obstructed> told = new ConcurrentHashMap<>();

    LeadTimeNews(ScalerEvents events, ScalerMetrics metrics) {
        this.events = events;
        this.metrics = metrics;
    }

    static PredictiveScalerStatus.LeadTime status(MeasuredLeadTime measured) {
        LeadTime leadTime = measured.leadTime();
        return new PredictiveScalerStatus.LeadTime(
                Durations.format(leadTime.total()),
                Durations.format(leadTime.startUp()),
                leadTime.source().name(),
                leadTime.source() == LeadTime.Source.Fixed ? null : (Integer) leadTime.samples(),
                shortMessage(measured));
    }

    /** With what its users should know of the lead time, too. */
    static List<String> notes(List<String> others, MeasuredLeadTime measured) {
        return measured.sight() instanceof Sight.Obstructed
                ? Stream.concat(others.stream(), Optional.ofNullable(message(measured)).stream())
                        .toList()
                : others;
    }

    /** Once for each obstacle: an event, a metric and a line in the log. */
    void tell(ResourceKey key, PredictiveScaler scaler, MeasuredLeadTime measured) {
        switch (measured.sight()) {
            case Sight.Clear clear -> told.remove(key);
            case Sight.Obstructed obstructed -> {
                if (!obstructed.equals(told.put(key, obstructed))) {
                    String message = String.valueOf(message(measured));
                    LOG.warn("{}: {}", obstructed.reason(), message);
                    events.publish(scaler, ScalerEvent.warning(obstructed.reason(), message));
                    metrics.failed(key, obstructed.reason());
                }
            }
        }
    }

    void forget(ResourceKey key) {
        told.remove(key);
    }

    /** Beside the value and its source: only what is missing. */
    private static @Nullable String shortMessage(MeasuredLeadTime measured) {
        return measured.sight() instanceof Sight.Obstructed obstructed ? obstructed.message() : message(measured);
    }

    /** Null where there is nothing to say: the lead time is fixed, or learned from pods that can be seen. */
    private static @Nullable String message(MeasuredLeadTime measured) {
        LeadTime leadTime = measured.leadTime();
        String startUp = Durations.format(leadTime.startUp());
        return switch (measured.sight()) {
            case Sight.Obstructed obstructed ->
                (leadTime.source() == LeadTime.Source.Learned
                                ? "a start-up of " + startUp + ", as last learned"
                                : "a start-up of " + startUp + " is assumed")
                        + ", since " + obstructed.message();
            case Sight.Clear clear ->
                leadTime.source() == LeadTime.Source.Fallback
                        ? "a start-up of " + startUp + " is assumed until " + LearnedLeadTime.ENOUGH
                                + " pods were seen starting"
                        : null;
        };
    }
}
