package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.ConditionType;
import io.predictivescaler.operator.telemetry.ScalerEvent;
import io.predictivescaler.operator.telemetry.ScalerEvents;
import java.util.Arrays;
import java.util.Optional;

/** Tells a resource's users that the kill switch stops it, and that it no longer does. That is nobody's failure, and counts as none. */
record SwitchNews(ScalerEvents events) {
    /** @param last the condition as it was, of which this one differs by status or reason */
    void tell(PredictiveScaler scaler, Condition condition, Optional<Condition> last) {
        Optional<ConditionReason> stop = stopIn(condition);
        if (stop.isPresent()) {
            events.publish(scaler, ScalerEvent.warning(stop.orElseThrow(), condition.getMessage()));
        } else if (last.flatMap(SwitchNews::stopIn).isPresent()) {
            String message = "the kill switch is off; " + condition.getMessage();
            events.publish(scaler, ScalerEvent.normal(ConditionReason.KillSwitchLifted, message));
        }
    }

    /** The kill switch's reason in a condition, if that is why the bounds do not follow the plan. */
    private static Optional<ConditionReason> stopIn(Condition condition) {
        return Arrays.stream(ConditionReason.values())
                .filter(ConditionReason::isOfKillSwitch)
                .filter(reason -> condition.getType().equals(ConditionType.Enforcing.name())
                        && reason.name().equals(condition.getReason()))
                .findFirst();
    }
}
