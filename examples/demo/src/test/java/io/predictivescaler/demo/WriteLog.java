package io.predictivescaler.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.planning.Bounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What was written on the API server, in order: bounds, by whom; statuses, finalizers and events. It also keeps managed fields of
 * autoscalers, which the server does not: a bound belongs to whoever last changed it.
 */
final class WriteLog implements EmbeddedApiServer.Admission {
    static final String OPERATOR = "predictive-scaler";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUTHOR = "kubectl-client-side-apply";
    private static final String ANNOTATION = "predictivescaler.io/bounds";

    private final Supplier<Instant> now;
    private final Map<String, Standing> standing = new HashMap<>();
    private final Map<String, Map<String, String>> owners = new HashMap<>();
    private final Map<String, Boolean> finalizers = new HashMap<>();
    private final Map<String, String> scalerUids = new HashMap<>();
    private final List<BoundsWrite> bounds = new ArrayList<>();
    private final List<StatusWrite> statuses = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();

    /**
     * An autoscaler.
     *
     * @param note what the operator has written down on it, as JSON; empty when nothing
     */
    record Standing(String uid, Bounds bounds, String note) {
        boolean isNoted() {
            return !note.isEmpty();
        }
    }

    /**
     * A write that changed bounds or note of an autoscaler.
     *
     * @param held whether the resource had its finalizer then
     */
    record BoundsWrite(Instant at, String name, String manager, Standing before, Standing after, boolean held) {
        boolean isByOperator() {
            return manager.equals(OPERATOR);
        }
    }

    record StatusWrite(Instant at, String name, PredictiveScalerStatus status) {}

    /** An event about a resource, told for the {@code count}th time. */
    record Told(Instant at, String about, String type, String reason, String message, int count) {}

    WriteLog(Supplier<Instant> now) {
        this.now = now;
    }

    @Override
    public synchronized boolean admit(String fieldManager, GenericKubernetesResource written) {
        boolean isAutoscaler = written.getKind().equals("HorizontalPodAutoscaler");
        switch (written.getKind()) {
            case "HorizontalPodAutoscaler" -> autoscaler(fieldManager, written);
            case "PredictiveScaler" -> scaler(written);
            case "Event" -> event(written);
            default -> {}
        }
        return isAutoscaler;
    }

    private void autoscaler(String fieldManager, GenericKubernetesResource written) {
        String name = written.getMetadata().getName();
        String note = Optional.ofNullable(written.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(ANNOTATION))
                .orElse("");
        Standing after = new Standing(
                written.getMetadata().getUid(),
                new Bounds(number(written, "minReplicas"), number(written, "maxReplicas")),
                note);
        Standing before = standing.put(name, after);
        String manager = before == null ? AUTHOR : fieldManager;
        Map<String, String> owner = owners.computeIfAbsent(name, any -> new TreeMap<>());
        if (before == null || before.bounds().minReplicas() != after.bounds().minReplicas()) {
            owner.put("minReplicas", manager);
        }
        if (before == null || before.bounds().maxReplicas() != after.bounds().maxReplicas()) {
            owner.put("maxReplicas", manager);
        }
        written.getMetadata().setManagedFields(managedFields(owner));
        if (before != null && !before.equals(after)) {
            bounds.add(new BoundsWrite(now.get(), name, manager, before, after, hasFinalizer(name)));
        }
    }

    private static int number(GenericKubernetesResource written, String field) {
        Object value = written.get("spec", field);
        return value instanceof Number number ? number.intValue() : 1;
    }

    private static List<ManagedFieldsEntry> managedFields(Map<String, String> owner) {
        return owner.values().stream()
                .distinct()
                .map(manager -> {
                    Map<String, Object> spec = new TreeMap<>();
                    owner.forEach((field, by) -> {
                        if (by.equals(manager)) {
                            spec.put("f:" + field, Map.of());
                        }
                    });
                    FieldsV1 fields = new FieldsV1();
                    fields.setAdditionalProperty("f:spec", spec);
                    return new ManagedFieldsEntryBuilder()
                            .withManager(manager)
                            .withOperation("Update")
                            .withFieldsV1(fields)
                            .build();
                })
                .toList();
    }

    private void scaler(GenericKubernetesResource written) {
        String name = written.getMetadata().getName();
        finalizers.put(name, written.getMetadata().getFinalizers().contains(PredictiveScaler.BASELINE_FINALIZER));
        scalerUids.put(name, written.getMetadata().getUid());
        Object raw = written.getAdditionalProperties().get("status");
        if (raw != null) {
            PredictiveScalerStatus status = JSON.convertValue(raw, PredictiveScalerStatus.class);
            if (!status.equals(status(name))) {
                statuses.add(new StatusWrite(now.get(), name, status));
            }
        }
    }

    private void event(GenericKubernetesResource written) {
        Map<?, ?> about = (Map<?, ?>) written.getAdditionalProperties().get("involvedObject");
        told.add(new Told(
                now.get(),
                String.valueOf(about.get("name")),
                text(written, "type"),
                text(written, "reason"),
                text(written, "message"),
                ((Number) written.getAdditionalProperties().get("count")).intValue()));
    }

    private static String text(GenericKubernetesResource written, String field) {
        return String.valueOf(written.getAdditionalProperties().get(field));
    }

    /** The autoscaler as it stands. */
    synchronized Standing standing(String name) {
        return Optional.ofNullable(standing.get(name)).orElseThrow();
    }

    synchronized boolean hasFinalizer(String name) {
        return finalizers.getOrDefault(name, false);
    }

    synchronized String scalerUid(String name) {
        return Optional.ofNullable(scalerUids.get(name)).orElseThrow();
    }

    /** The status as it stands; empty before the first. */
    synchronized PredictiveScalerStatus status(String name) {
        for (int i = statuses.size() - 1; i >= 0; i--) {
            if (statuses.get(i).name().equals(name)) {
                return statuses.get(i).status();
            }
        }
        return PredictiveScalerStatus.empty();
    }

    /** The status as it stood at {@code time}; empty before the first. */
    synchronized PredictiveScalerStatus statusAt(String name, Instant time) {
        return statuses.stream()
                .filter(write -> write.name().equals(name) && !write.at().isAfter(time))
                .reduce((older, newer) -> newer)
                .map(StatusWrite::status)
                .orElseGet(PredictiveScalerStatus::empty);
    }

    /** The bounds as they stood at {@code time}, of an autoscaler that was written to at least once. */
    synchronized Bounds boundsAt(String name, Instant time) {
        return bounds.stream()
                .filter(write -> write.name().equals(name) && !write.at().isAfter(time))
                .reduce((older, newer) -> newer)
                .map(write -> write.after().bounds())
                .orElseGet(() -> bounds.stream()
                        .filter(write -> write.name().equals(name))
                        .findFirst()
                        .map(write -> write.before().bounds())
                        .orElseGet(() -> standing(name).bounds()));
    }

    synchronized List<BoundsWrite> bounds() {
        return List.copyOf(bounds);
    }

    synchronized List<BoundsWrite> boundsFrom(int index) {
        return List.copyOf(bounds.subList(index, bounds.size()));
    }

    synchronized List<StatusWrite> statuses() {
        return List.copyOf(statuses);
    }

    synchronized List<StatusWrite> statusesFrom(int index) {
        return List.copyOf(statuses.subList(index, statuses.size()));
    }

    synchronized List<Told> told() {
        return List.copyOf(told);
    }

    /** How often the operator told of what others did to an autoscaler. */
    synchronized long findings(String name) {
        return told.stream()
                .filter(event -> event.about().equals(name))
                .filter(event ->
                        event.reason().equals("Reverted") || event.reason().equals("BoundsEdited"))
                .count();
    }
}
