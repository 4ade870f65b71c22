package io.predictivescaler.operator.telemetry;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the users of a resource what happened to it, as Kubernetes Events. The same thing told again within an hour raises the
 * event's count. An event that cannot be written is only logged: it never breaks a reconcile.
 */
public final class ScalerEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ScalerEvents.class);
    private static final Duration SAME_WITHIN = Duration.ofHours(1);
    private static final String COMPONENT = "predictive-scaler";
    /** What the newer API ({@code events.k8s.io}) allows; the API server translates between the two. */
    private static final int LONGEST_MESSAGE = 1024;

    private final KubernetesClient client;
    private final InstantSource clock;
    private final Map<Subject, Told> told = new ConcurrentHashMap<>();

    private record Subject(String uid, ScalerEvent event) {}

    private record Told(String name, int count, Instant last) {}

    public ScalerEvents(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Publishes an event about a resource. */
    public void publish(HasMetadata about, ScalerEvent event) {
        Instant now = clock.instant();
        told.values().removeIf(past -> !past.last().plus(SAME_WITHIN).isAfter(now));
        String message = event.message();
        ScalerEvent fitting = message.length() <= LONGEST_MESSAGE
                ? event
                : new ScalerEvent(event.type(), event.reason(), message.substring(0, LONGEST_MESSAGE - 1) + "…");
        // A resource's events come from its own reconcile, one at a time; compute would hold a lock during I/O.
        Subject subject = new Subject(about.getMetadata().getUid(), fitting);
        Told before = told.get(subject);
        try {
            told.put(subject, before == null ? create(about, fitting, now) : repeat(about, fitting, before, now));
        } catch (KubernetesClientException refused) {
            LOG.warn("cannot write event {}: {}", event.reason(), refused.getMessage());
        }
    }

    private Told repeat(HasMetadata about, ScalerEvent event, Told before, Instant now) {
        Event change = new EventBuilder()
                .withNewMetadata()
                .withName(before.name())
                .withNamespace(about.getMetadata().getNamespace())
                .endMetadata()
                .withCount(before.count() + 1)
                .withLastTimestamp(stamp(now))
                .build();
        try {
            client.v1()
                    .events()
                    .inNamespace(about.getMetadata().getNamespace())
                    .withName(before.name())
                    .edit(found -> new EventBuilder(found)
                            .withCount(change.getCount())
                            .withLastTimestamp(change.getLastTimestamp())
                            .build());
            return new Told(before.name(), before.count() + 1, now);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return create(about, event, now);
            }
            throw refused;
        }
    }

    private Told create(HasMetadata about, ScalerEvent event, Instant now) {
        // As client-go names events: the object's name and the time make it unique, and sort by time.
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        String name = "%s.%016x%04x".formatted(about.getMetadata().getName(), nanos, event.hashCode() & 0xffff);
        client.v1()
                .events()
                .inNamespace(about.getMetadata().getNamespace())
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(about.getMetadata().getNamespace())
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withApiVersion(about.getApiVersion())
                        .withKind(about.getKind())
                        .withNamespace(about.getMetadata().getNamespace())
                        .withName(about.getMetadata().getName())
                        .withUid(about.getMetadata().getUid())
                        .withResourceVersion(about.getMetadata().getResourceVersion())
                        .endInvolvedObject()
                        .withType(event.type().name())
                        .withReason(event.reason())
                        .withMessage(event.message())
                        .withNewSource(COMPONENT, "")
                        .withReportingComponent(COMPONENT)
                        .withFirstTimestamp(stamp(now))
                        .withLastTimestamp(stamp(now))
                        .withCount(1)
                        .build())
                .create();
        return new Told(name, 1, now);
    }

    private static String stamp(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
