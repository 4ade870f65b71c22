package io.predictivescaler.operator.pods;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.time.InstantSource;

/**
 * A watch on the pods of one selector. It tries again whatever fails, save that the operator may not: then it ends, since its retries
 * would fill the log, and somebody else finds out when the operator may.
 */
final class PodWatch implements AutoCloseable {
    private static final ListOptions ONE =
            new ListOptionsBuilder().withLimit(1L).build();

    private final String selector;
    private final SharedIndexInformer<Pod> informer;
    private volatile boolean refused;
    private volatile boolean closed;

    private PodWatch(String selector, SharedIndexInformer<Pod> informer) {
        this.selector = selector;
        this.informer = informer;
    }

    /** Whether the operator may list them now. Any other failure comes out as the client library's exception. */
    static boolean mayList(KubernetesClient client, String namespace, String selector) {
        try {
            pods(client, namespace, selector).list(ONE);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return false;
            }
            throw e;
        }
    }

    /** Returns at once. */
    static PodWatch begin(KubernetesClient client, String namespace, String selector, PodLog log, InstantSource clock) {
        SharedIndexInformer<Pod> informer = pods(client, namespace, selector).runnableInformer(0);
        PodWatch watch = new PodWatch(selector, informer);
        informer.itemStore(new KnownPods())
                .addEventHandler(watch.new Telling(log, clock))
                .exceptionHandler((started, failure) -> watch.goesOnAfter(failure))
                .start();
        return watch;
    }

    private static FilterWatchListDeletable<Pod, PodList, PodResource> pods(
            KubernetesClient client, String namespace, String selector) {
        return client.pods().inNamespace(namespace).withLabelSelector(selector);
    }

    String selector() {
        return selector;
    }

    /** Whether news comes now; not yet just after the beginning, and not while it tries again. */
    boolean sees() {
        return informer.isWatching();
    }

    /** Whether it has ended, because the operator may not watch. */
    boolean isRefused() {
        return refused;
    }

    private boolean goesOnAfter(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException e && e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                refused = true;
                return false;
            }
        }
        return true;
    }

    /** What still comes from it afterwards is not told. */
    @Override
    public void close() {
        closed = true;
        informer.stop();
    }

    private final class Telling implements ResourceEventHandler<Pod> {
        private final PodLog log;
        private final InstantSource clock;

        private Telling(PodLog log, InstantSource clock) {
            this.log = log;
            this.clock = clock;
        }

        @Override
        public void onAdd(Pod pod) {
            seen(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod after) {
            seen(after);
        }

        @Override
        public void onDelete(Pod pod, boolean finalStateUnknown) {
            if (!closed) {
                log.gone(pod.getMetadata().getUid());
            }
        }

        private void seen(Pod pod) {
            if (!closed) {
                log.seen(pod, clock.instant());
            }
        }
    }
}
