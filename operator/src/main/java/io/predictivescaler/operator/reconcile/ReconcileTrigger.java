package io.predictivescaler.operator.reconcile;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks for a reconcile when time has come or demand is known: the framework's own timer knows no clock but the machine's. */
public final class ReconcileTrigger extends AbstractEventSource<Void, PredictiveScaler> {
    private volatile Supplier<Stream<ResourceID>> everyone = Stream::of;

    public ReconcileTrigger() {
        super(Void.class, "ReconcileTrigger");
    }

    /** Has no effect on a resource that is not there, or before the operator has started. */
    public void fire(ResourceKey key) {
        if (isRunning()) {
            getEventHandler().handleEvent(new Event(new ResourceID(key.name(), key.namespace())));
        }
    }

    /** Says which resources there are. */
    void over(Supplier<Stream<ResourceID>> resources) {
        everyone = resources;
    }

    /** For something that concerns every resource. Has no effect before the operator has started, when all are looked at anyway. */
    public void fireAll() {
        if (isRunning()) {
            everyone.get().forEach(id -> getEventHandler().handleEvent(new Event(id)));
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
