package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.predictivescaler.operator.api.PredictiveScaler;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches ScaledObjects, from the first resource that names one on a cluster that knows them: where KEDA is not installed there is
 * nothing to watch, and no error to make of it. Without a watch a target is looked at by the clock only.
 */
final class ScaledObjectWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ScaledObjectWatch.class);

    private final AtomicBoolean refused = new AtomicBoolean();

    /** Once there are ScaledObjects to be seen. Returns when it watches. */
    void begin(Context<PredictiveScaler> context) {
        var sources = context.eventSourceRetriever();
        if (refused.get()
                || !sources.getEventSourcesFor(GenericKubernetesResource.class).isEmpty()) {
            return;
        }
        try {
            sources.dynamicallyRegisterEventSource(
                    TargetChanges.ofScaledObjects(sources.eventSourceContextForDynamicRegistration()));
        } catch (OperatorException e) {
            end(context);
            if (!refused.getAndSet(true)) {
                LOG.warn(
                        "ScaledObjects cannot be watched, so changes of theirs are seen at the next look only: allow the"
                                + " operator to list and watch scaledobjects.keda.sh, then restart it",
                        e);
            }
        }
    }

    /** When the cluster knows the kind no more: a watch would be tried for ever. */
    void end(Context<PredictiveScaler> context) {
        context.eventSourceRetriever().dynamicallyDeRegisterEventSource(TargetChanges.OF_SCALED_OBJECTS);
    }
}
