package io.predictivescaler.operator.killswitch;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.predictivescaler.planning.SwitchOrder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kill switch as it stands. A watch brings news within seconds. What it last brought is believed only where that costs nothing:
 * while the watch is broken or the switch is on, and before a target's bounds move, the ConfigMap is read afresh.
 */
public final class KillSwitch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KillSwitch.class);

    private final SwitchLocation location;
    private final Resource<ConfigMap> configMap;
    private final SharedIndexInformer<ConfigMap> watch;
    private final Consumer<SwitchPosition> onChange;
    private volatile SwitchPosition last;
    private volatile String complaint = "";

    /**
     * Not read yet, so nothing may move.
     *
     * @param namespace the operator's own
     * @param onChange told where the switch stands, once at the start and then whenever that has changed
     */
    public KillSwitch(KubernetesClient client, String namespace, String name, Consumer<SwitchPosition> onChange) {
        this.location = new SwitchLocation(namespace, name);
        this.configMap = client.configMaps().inNamespace(namespace).withName(name);
        this.watch = configMap.runnableInformer(0);
        this.onChange = onChange;
        this.last = location.unread("not tried yet");
    }

    /**
     * Where it stands at this moment, for somebody who does not watch it. A refusal comes out as the client library's exception.
     *
     * @param namespace the operator's own
     */
    public static SwitchPosition standing(KubernetesClient client, String namespace, String name) {
        return new SwitchLocation(namespace, name)
                .positionOf(client.configMaps()
                        .inNamespace(namespace)
                        .withName(name)
                        .get());
    }

    /** Reads the switch, and watches it from then on. That the API server refuses is no reason not to start: then nothing moves. */
    public void start() {
        readAfresh();
        onChange.accept(last);
        watch.addEventHandler(new Changes())
                .exceptionHandler((started, failure) -> true)
                .start();
    }

    /** Where it stands: by the watch while that works and the switch is off, else read afresh. */
    public SwitchPosition position() {
        SwitchPosition known = last;
        return known instanceof SwitchPosition.Off && watch.isWatching() ? known : readAfresh();
    }

    /** Where it stands on the API server now. Where it cannot be read, nothing has changed. */
    public SwitchPosition readAfresh() {
        try {
            SwitchPosition standing = location.positionOf(configMap.get());
            complaint = "";
            adopt(standing);
        } catch (KubernetesClientException refused) {
            unreadable(
                    refused.getCode() == 0
                            ? "the API server does not answer"
                            : "the API server answers with status " + refused.getCode());
        }
        return last;
    }

    private void unreadable(String why) {
        if (last instanceof SwitchPosition.On on && on.order() == SwitchOrder.Unread) {
            adopt(location.unread(why));
        } else if (!why.equals(complaint)) {
            complaint = why;
            LOG.warn("{} cannot be read ({}): what it last said holds", location, why);
        }
    }

    private synchronized void adopt(SwitchPosition now) {
        if (!now.equals(last)) {
            last = now;
            switch (now) {
                case SwitchPosition.Off off -> LOG.info("the kill switch, {}, is off", location);
                case SwitchPosition.On on -> LOG.warn("{}", on.clause());
            }
            onChange.accept(now);
        }
    }

    @Override
    public void close() {
        watch.stop();
    }

    /** What the watch brings, in the order in which it happened. */
    private final class Changes implements ResourceEventHandler<ConfigMap> {
        @Override
        public void onAdd(ConfigMap added) {
            adopt(location.positionOf(added));
        }

        @Override
        public void onUpdate(ConfigMap before, ConfigMap after) {
            adopt(location.positionOf(after));
        }

        @Override
        public void onDelete(ConfigMap deleted, boolean finalStateUnknown) {
            adopt(new SwitchPosition.Off());
        }
    }
}
