package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.ConditionStatus;
import io.predictivescaler.operator.telemetry.ConditionType;
import io.predictivescaler.operator.telemetry.ScalerEvent;
import io.predictivescaler.operator.telemetry.ScalerEvents;
import io.predictivescaler.operator.telemetry.ScalerMetrics;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of conditions that are others than before. */
final class ConditionNews {
    private static final Logger LOG = LoggerFactory.getLogger(ConditionNews.class);

    private final ScalerEvents events;
    private final ScalerMetrics metrics;
    private final SwitchNews switchNews;

    ConditionNews(ScalerEvents events, ScalerMetrics metrics) {
        this.events = events;
        this.metrics = metrics;
        this.switchNews = new SwitchNews(events);
    }

    /** A condition that turned bad, or is bad for another reason now, is an event, a metric and a line in the log. */
    void tell(ResourceKey key, PredictiveScaler scaler, PredictiveScalerStatus before, List<Condition> conditions) {
        for (Condition condition : conditions) {
            Optional<Condition> last = before.conditions().stream()
                    .filter(old -> old.getType().equals(condition.getType()))
                    .findFirst();
            boolean known = last.filter(old -> old.getStatus().equals(condition.getStatus())
                            && Objects.equals(old.getReason(), condition.getReason()))
                    .isPresent();
            if (!known) {
                switchNews.tell(scaler, condition, last);
            }
            if (!known && isBad(condition)) {
                ConditionReason reason = ConditionReason.valueOf(condition.getReason());
                LOG.warn("{}={}, {}: {}", condition.getType(), condition.getStatus(), reason, condition.getMessage());
                events.publish(scaler, ScalerEvent.warning(reason, condition.getMessage()));
                metrics.failed(key, reason);
            }
            if (!known && condition.getType().equals(ConditionType.Trusted.name())) {
                tellTrust(key, scaler, condition, last);
            }
        }
    }

    /** Trust that is lost is told as a condition that turned bad; beside that the change is counted. */
    private void tellTrust(ResourceKey key, PredictiveScaler scaler, Condition condition, Optional<Condition> before) {
        boolean wasDistrusted = before.filter(old -> old.getStatus().equals(ConditionStatus.False.name()))
                .isPresent();
        boolean isDistrusted = condition.getStatus().equals(ConditionStatus.False.name());
        if (isDistrusted && !wasDistrusted) {
            metrics.trustChanged(key, ConditionStatus.False);
        }
        if (condition.getStatus().equals(ConditionStatus.True.name()) && wasDistrusted) {
            metrics.trustChanged(key, ConditionStatus.True);
            LOG.info("trusted again: {}", condition.getMessage());
            events.publish(scaler, ScalerEvent.normal(ConditionReason.Proven, condition.getMessage()));
        }
    }

    /** Ready repeats what another condition says, and a fit under way or an observing mode is as it should be. */
    private static boolean isBad(Condition condition) {
        return switch (condition.getType()) {
            case "Ready" ->
                condition.getStatus().equals("False")
                        && condition.getReason().equals(ConditionReason.InvalidSpec.name());
            case "TargetResolved", "Trusted" -> condition.getStatus().equals("False");
            case "DemandAvailable" ->
                condition.getStatus().equals("False")
                        || condition.getReason().equals(ConditionReason.LowestCapacity.name());
            case "ForecastReady" ->
                condition.getReason().equals(ConditionReason.ForecastExpired.name())
                        || condition.getReason().equals(ConditionReason.TooLittleHistory.name())
                        || condition.getReason().equals(ConditionReason.NotForecastable.name())
                        || condition.getReason().equals(ConditionReason.InternalError.name());
            case "Enforcing" -> condition.getReason().equals(ConditionReason.PatchRefused.name());
            case "Limited", "Contended" -> condition.getStatus().equals("True");
            default -> false;
        };
    }
}
