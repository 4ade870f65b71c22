package io.predictivescaler.operator.reconcile;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import java.util.Set;

/** Asks for a reconcile when time has come or demand is known: the framework's own timer knows no clock but the machine's. */
public final class ReconcileTrigger extends AbstractEventSource<Void, PredictiveScaler> {
    public ReconcileTrigger() {
        super(Void.class, "ReconcileTrigger");
    }

    /** Has no effect on a resource that is not there, or before the operator has started. */
    public void fire(ResourceKey key) {
        if (isRunning()) {
            getEventHandler().handleEvent(new Event(new ResourceID(key.name(), key.namespace())));
        }
    }

    /** As if the resource had just been seen for the first time. */
    void welcome(PredictiveScaler scaler) {
        if (isRunning()) {
            getEventHandler()
                    .handleEvent(new ResourceEvent(ResourceAction.ADDED, ResourceID.fromResource(scaler), scaler));
        }
    }

    @Override
    public Set<Void> getSecondaryResources(PredictiveScaler primary) {
        return Set.of();
    }
}
