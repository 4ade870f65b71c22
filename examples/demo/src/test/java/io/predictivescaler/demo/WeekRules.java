package io.predictivescaler.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.predictivescaler.demo.WriteLog.BoundsWrite;
import io.predictivescaler.demo.WriteLog.Standing;
import io.predictivescaler.demo.WriteLog.StatusWrite;
import io.predictivescaler.planning.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The rules that never break, as far as they can be seen from outside: written down once more, without a look at how the operator
 * keeps them, and asked of every write and after every step.
 */
final class WeekRules {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RELEASE_PERCENT = 25;
    private static final Duration RELEASE_EVERY = Duration.ofMinutes(3);
    private static final Duration REVERTS_WITHIN = Duration.ofMinutes(30);
    /** A forecast lives two hours, and the last one was issued at most a step of demand and a look before. */
    private static final Duration SERVES_ON = Duration.ofHours(2).minusMinutes(10);

    private static final int MOST_TOLD = 20;

    private final WriteLog log;
    private final Duration refresh;
    /** The bounds of each user, with what was edited since. */
    private final Map<String, Bounds> users = new TreeMap<>();

    private final Set<String> observed = new HashSet<>();
    private final Map<String, Double> budgets = new HashMap<>();
    private final Map<String, Double> spent = new HashMap<>();
    private final Map<String, Instant> lastRelease = new HashMap<>();
    private final Map<String, JsonNode> notes = new HashMap<>();
    private final Map<String, Contention> contentions = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private Instant outSince = Instant.MAX;
    private int seenBounds;
    private int seenStatuses;
    private long asked;

    /** How long the operator has to keep quiet about an autoscaler whose bounds somebody keeps putting back. */
    private record Contention(List<Instant> reverts, Duration silence, Instant until) {
        Contention after(Instant revert) {
            if (revert.isBefore(until)) {
                return this;
            }
            List<Instant> recent = new ArrayList<>(reverts.stream()
                    .filter(earlier -> !earlier.plus(REVERTS_WITHIN).isBefore(revert))
                    .toList());
            recent.add(revert);
            if (recent.size() < 2) {
                return new Contention(recent, silence, until);
            }
            Duration longer = silence.isZero() ? Duration.ofHours(1) : silence.multipliedBy(2);
            longer = longer.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : longer;
            return new Contention(recent, longer, revert.plus(longer));
        }
    }

    /** @param refresh how often the operator looks: it cannot keep to a budget any finer */
    WeekRules(WriteLog log, Duration refresh) {
        this.log = log;
        this.refresh = refresh;
    }

    /** From now on the autoscaler {@code name} has these bounds of its user's. */
    void userSets(String name, Bounds bounds) {
        users.put(name, bounds);
    }

    void onlyObserves(String name) {
        observed.add(name);
    }

    void hasBudget(String name, double replicaHoursPerDay) {
        budgets.put(name, replicaHoursPerDay);
    }

    void prometheusOutSince(Instant time) {
        outSince = time;
    }

    void prometheusBack() {
        outSince = Instant.MAX;
    }

    /** What the user of an autoscaler is owed at the end. */
    Bounds baseline(String name) {
        return users.get(name);
    }

    /** Each broken rule: when, whose, which, and the status; at most the first few. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    /** How many questions were asked. */
    long asked() {
        return asked;
    }

    /** Asks everything that was written since the last time, and what stands now. */
    void check(Instant now, Duration step) {
        for (BoundsWrite write : log.boundsFrom(seenBounds)) {
            seenBounds++;
            judge(write);
        }
        for (StatusWrite write : log.statusesFrom(seenStatuses)) {
            seenStatuses++;
            judge(write);
        }
        for (String name : users.keySet()) {
            judge(name, log.standing(name), now);
            spend(name, now, step);
        }
    }

    private void judge(BoundsWrite write) {
        String name = write.name();
        Bounds before = write.before().bounds();
        Bounds after = write.after().bounds();
        Bounds user = users.get(name);
        Contention contention = contentions.getOrDefault(name, new Contention(List.of(), Duration.ZERO, Instant.EPOCH));
        if (!write.isByOperator()) {
            if (after.equals(user) && !before.equals(user)) {
                contentions.put(name, contention.after(write.at()));
            }
            return;
        }
        rule(!observed.contains(name), write.at(), name, () -> "what is only observed is not written to");
        boolean raises = after.minReplicas() > before.minReplicas() || after.maxReplicas() > before.maxReplicas();
        rule(
                !raises || !write.at().isBefore(contention.until()),
                write.at(),
                name,
                () -> "no raise to " + after + " before " + WeekTime.text(contention.until()) + ", while contended");
        rule(
                after.equals(user) != write.after().isNoted(),
                write.at(),
                name,
                () -> "bounds and annotation are written together: " + write.after());
        rule(write.held(), write.at(), name, () -> "the finalizer stands before the first write and until the last");
        if (after.minReplicas() < before.minReplicas()) {
            release(write.at(), name, before.minReplicas(), after.minReplicas());
        }
    }

    private void release(Instant at, String name, int from, int to) {
        int most = Math.max(1, Math.ceilDiv(from * RELEASE_PERCENT, 100));
        Instant last = lastRelease.getOrDefault(name, Instant.EPOCH);
        rule(
                from - to <= most && !at.isBefore(last.plus(RELEASE_EVERY)),
                at,
                name,
                () -> "a release goes by at most " + RELEASE_PERCENT + "% every " + RELEASE_EVERY + ", not from " + from
                        + " to " + to);
        lastRelease.put(name, at);
    }

    private void judge(StatusWrite write) {
        var decision = write.status().decision();
        boolean early = write.at().isBefore(outSince.isBefore(Instant.MAX) ? outSince.plus(SERVES_ON) : Instant.EPOCH)
                && !write.at().isBefore(outSince);
        rule(
                !early
                        || decision == null
                        || !"NoOpinion".equals(decision.reason())
                        || decision.message().contains("not forecastable"),
                write.at(),
                write.name(),
                () -> "a forecast serves on while Prometheus is out, until it expires");
        rule(
                write.status().conditions().stream()
                        .allMatch(condition -> !condition.getMessage().isBlank()),
                write.at(),
                write.name(),
                () -> "every condition has a message");
        rule(
                decision == null
                        || (decision.message() != null && decision.message().matches("(?s).*\\d.*")),
                write.at(),
                write.name(),
                () -> "a decision is explained with numbers");
    }

    private void judge(String name, Standing standing, Instant now) {
        Bounds user = users.get(name);
        Bounds bounds = standing.bounds();
        rule(
                bounds.minReplicas() >= user.minReplicas(),
                now,
                name,
                () -> "the floor is not under the user's: " + bounds);
        rule(
                bounds.minReplicas() <= bounds.maxReplicas(),
                now,
                name,
                () -> "the floor is not above the maximum: " + bounds);
        rule(
                bounds.maxReplicas() >= user.maxReplicas(),
                now,
                name,
                () -> "the maximum is not under the user's: " + bounds);
        rule(
                bounds.equals(user) || standing.isNoted(),
                now,
                name,
                () -> "other bounds than the user's have an annotation: " + bounds);
        rule(
                standing.isNoted() == log.hasFinalizer(name),
                now,
                name,
                () -> "the finalizer stands while the annotation does");
        if (standing.isNoted()) {
            judgeNote(name, standing, now);
        }
    }

    private void judgeNote(String name, Standing standing, Instant now) {
        Bounds user = users.get(name);
        JsonNode note = notes.computeIfAbsent(standing.note(), WeekRules::read);
        rule(
                boundsIn(note, "baseline").equals(user),
                now,
                name,
                () -> "the annotation holds the user's bounds " + user + ", not " + note);
        boolean reverted = standing.bounds().equals(user);
        rule(
                boundsIn(note, "applied").equals(standing.bounds()) || reverted,
                now,
                name,
                () -> "the annotation holds what stands, " + standing.bounds() + ", not " + note);
        rule(
                note.path("targetUid").asText().equals(standing.uid())
                        && note.path("scalerUid").asText().equals(log.scalerUid(name)),
                now,
                name,
                () -> "the annotation names target and resource");
        rule(
                reverted
                        || Instant.parse(note.path("expires").asText())
                                .plus(refresh)
                                .isAfter(now),
                now,
                name,
                () -> "what stands has not expired when the operator looks");
    }

    /** Replica-hours above the user's floor, in a local day. */
    private void spend(String name, Instant now, Duration step) {
        if (!budgets.containsKey(name)) {
            return;
        }
        LocalDate day = now.atZone(WeekTime.ZONE).toLocalDate();
        int raised = log.standing(name).bounds().minReplicas() - users.get(name).minReplicas();
        double hours = raised * step.toMillis() / 3_600_000.0;
        double sum = spent.merge(name + " " + day, hours, Double::sum);
        double oneStep = raised * refresh.toMillis() / 3_600_000.0;
        rule(
                sum <= budgets.get(name) + oneStep,
                now,
                name,
                () -> "the budget of " + budgets.get(name) + " replica-hours holds, and not " + sum + " are spent");
    }

    /** Replica-hours above the user's floor so far, of the local day of {@code now}. */
    double spentOn(String name, LocalDate day) {
        return spent.getOrDefault(name + " " + day, 0.0);
    }

    private void rule(boolean holds, Instant at, String name, Supplier<String> rule) {
        asked++;
        if (!holds && broken.size() < MOST_TOLD) {
            broken.add(WeekTime.text(at) + " " + name + ": " + rule.get() + "\n  " + log.standing(name) + "\n  "
                    + log.status(name));
        }
    }

    private static Bounds boundsIn(JsonNode note, String field) {
        return new Bounds(
                note.path(field).path("minReplicas").asInt(1),
                note.path(field).path("maxReplicas").asInt());
    }

    private static JsonNode read(String note) {
        try {
            return JSON.readTree(note);
        } catch (JsonProcessingException e) {
            throw new AssertionError("an annotation is JSON: " + note, e);
        }
    }
}
