package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.planning.Spending;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a status tells of the day's replica-hours to the process that comes after the one that wrote it. */
final class ToldSpending {
    private ToldSpending() {}

    /**
     * What was used until the status was written, rounded up as it stands there; what stood since is to be charged from then on. A
     * status that cannot be read tells nothing.
     */
    static Spending in(PredictiveScalerStatus status) {
        PredictiveScalerStatus.Budget budget = status.budget();
        if (budget == null || budget.day() == null || budget.usedReplicaHours() == null) {
            return Spending.none();
        }
        try {
            LocalDate day = LocalDate.parse(budget.day());
            Duration used = Duration.ofHours(Math.max(0, budget.usedReplicaHours()));
            return lastTime(status)
                    .map(written -> Spending.told(day, used, written))
                    .orElseGet(Spending::none);
        } catch (DateTimeException unreadable) {
            return Spending.none();
        }
    }

    /** The floor that was played through last, where nothing was applied. */
    static int playedFloor(PredictiveScalerStatus status, int otherwise) {
        return Optional.ofNullable(status.decision())
                .flatMap(decision -> Optional.ofNullable(decision.minReplicas()))
                .orElse(otherwise);
    }

    /** A status does not say when it was written, but it was not before anything that it tells of. */
    private static Optional<Instant> lastTime(PredictiveScalerStatus status) {
        @Nullable String decided = status.decision() == null ? null : status.decision().time();
        @Nullable String forecast = status.forecast() == null ? null : status.forecast().generatedAt();
        return Stream.concat(
                        Stream.of(Optional.ofNullable(decided), Optional.ofNullable(forecast))
                                .flatMap(Optional::stream),
                        status.conditions().stream()
                                .map(Condition::getLastTransitionTime)
                                .filter(Objects::nonNull))
                .map(time -> OffsetDateTime.parse(time).toInstant())
                .max(Comparator.naturalOrder());
    }
}
