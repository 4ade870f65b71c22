package io.predictivescaler.planning;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What floors above the baseline have cost in a local day, and what stands now and goes on costing. A value that is lost with the
 * process; what is {@link #told} of it takes its place.
 *
 * @param day in the zone of the settings; a day of 23 or 25 hours is one like any other
 * @param used replicas × time until {@code standing} began to stand: a replica for an hour counts an hour
 */
public record Spending(LocalDate day, Duration used, Standing standing) {
    /** Whether a floor was set on the target or only played through. */
    public enum Kind {
        Applied,
        Played
    }

    /** What costs from when on. */
    public sealed interface Standing {
        /** Nothing was looked at yet. */
        record Nothing() implements Standing {}

        /** Since then something stands of which nobody could tell what. */
        record Untold(Instant since) implements Standing {}

        /** A floor over a baseline. */
        record Floor(Instant since, int floor, int baseline, Kind kind) implements Standing {}
    }

    /** Nothing is known. */
    public static Spending none() {
        return new Spending(LocalDate.EPOCH, Duration.ZERO, new Standing.Nothing());
    }

    /** What an earlier process has told of a day, at {@code since} for the last time. */
    public static Spending told(LocalDate day, Duration used, Instant since) {
        return new Spending(day, used, new Standing.Untold(since));
    }

    /**
     * As a look finds it. Where nobody could tell what stood, this did. What was only played through has cost nothing once a floor is
     * applied.
     */
    public Spending found(int floor, int baseline, Kind kind) {
        return switch (standing) {
            case Standing.Nothing nothing -> this;
            case Standing.Untold untold ->
                new Spending(day, used, new Standing.Floor(untold.since(), floor, baseline, kind));
            case Standing.Floor standing -> standing.kind() == Kind.Played && kind == Kind.Applied ? none() : this;
        };
    }

    /** Charged until the input's now, under its zone and its calendar; a day that began since starts at nothing. */
    public Spending until(PlanInput input) {
        Instant now = input.now();
        ZoneId zone = input.settings().zone();
        LocalDate today = now.atZone(zone).toLocalDate();
        Duration before = today.equals(day) ? used : Duration.ZERO;
        return switch (standing) {
            case Standing.Nothing nothing -> new Spending(today, before, standing);
            case Standing.Untold untold -> new Spending(today, before, standing);
            case Standing.Floor floor -> {
                Instant midnight = today.atStartOfDay(zone).toInstant();
                Instant from = floor.since().isBefore(midnight) ? midnight : floor.since();
                Duration cost = Exemption.of(input, floor.baseline()).cost(floor.floor(), from, now);
                yield new Spending(
                        today,
                        before.plus(cost),
                        new Standing.Floor(now, floor.floor(), floor.baseline(), floor.kind()));
            }
        };
    }

    /** Charged until the input's now, from when on {@code floor} stands. */
    public Spending after(PlanInput input, int floor, Kind kind) {
        Spending charged = until(input);
        return new Spending(
                charged.day,
                charged.used,
                new Standing.Floor(input.now(), floor, input.baseline().floor(), kind));
    }

    /** Since when what stands has not been charged yet, if anything stands; else {@code now}. */
    public Instant chargedUntil(Instant now) {
        return switch (standing) {
            case Standing.Nothing nothing -> now;
            case Standing.Untold untold -> untold.since();
            case Standing.Floor floor -> floor.since();
        };
    }

    /** In whole replica-hours, an hour begun counted as one. */
    public int usedReplicaHours() {
        long hours = Math.ceilDiv(used.toMillis(), Duration.ofHours(1).toMillis());
        return (int) Math.min(hours, Integer.MAX_VALUE);
    }
}
