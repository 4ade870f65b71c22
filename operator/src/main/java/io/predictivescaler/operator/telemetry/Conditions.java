package io.predictivescaler.operator.telemetry;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions of a status. Pure. */
public final class Conditions {
    /** What the API conventions allow. */
    private static final int LONGEST_MESSAGE = 32_768;

    private Conditions() {}

    /**
     * The conditions after these verdicts. A condition that no verdict speaks of stays as it is; the transition time moves only
     * when the status flips; the order is that of {@link ConditionType}, foreign types last.
     *
     * @param generation of the resource that the verdicts are about
     */
    public static List<Condition> merge(List<Condition> current, List<Verdict> verdicts, long generation, Instant now) {
        Map<String, Condition> merged = new LinkedHashMap<>();
        current.forEach(condition -> merged.put(condition.getType(), condition));
        for (Verdict verdict : verdicts) {
            merged.compute(verdict.type().name(), (type, before) -> condition(verdict, before, generation, now));
        }
        List<Condition> sorted = new ArrayList<>(merged.values());
        sorted.sort(Comparator.comparingInt(Conditions::rank));
        return List.copyOf(sorted);
    }

    private static Condition condition(Verdict verdict, @Nullable Condition before, long generation, Instant now) {
        boolean same = before != null
                && before.getLastTransitionTime() != null
                && verdict.status().name().equals(before.getStatus());
        // The API server keeps whole seconds: a finer time would read back as a change.
        String since = before != null && same
                ? before.getLastTransitionTime()
                : now.truncatedTo(ChronoUnit.SECONDS).toString();
        String message = verdict.message();
        return new ConditionBuilder()
                .withType(verdict.type().name())
                .withStatus(verdict.status().name())
                .withReason(verdict.reason().name())
                .withMessage(message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message)
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }

    private static int rank(Condition condition) {
        return Arrays.stream(ConditionType.values())
                .filter(type -> type.name().equals(condition.getType()))
                .findFirst()
                .map(Enum::ordinal)
                .orElse(Integer.MAX_VALUE);
    }
}
