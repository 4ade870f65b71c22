package io.predictivescaler.operator.preview;

import io.predictivescaler.operator.reconcile.Glance;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.planning.Bounds;
import java.util.ArrayList;
import java.util.List;

/** What would happen now, in a sentence. */
final class Headline {
    private Headline() {}

    /** Such as {@code It would raise minReplicas from 2 to 9 now}; the reason follows elsewhere. */
    static String of(Glance.Seen seen) {
        String does = deeds(seen);
        return switch (seen.authority()) {
            case Enforces, CalendarOnly -> "The operator would " + does + " now";
            case GivesBack ->
                "The mode is Observe, and what Enforce had raised is given back: it would " + does + " now";
            case Observes ->
                "Nothing would be written, since the mode is Observe. With Enforce the operator would " + does + " now";
            case HistoryTooShort ->
                "Nothing would be written yet, since the history is too short. With more of it the operator would "
                        + does + " now";
        };
    }

    private static String deeds(Glance.Seen seen) {
        Bounds before = seen.input().inForce();
        Bounds after = seen.plan().to();
        TargetKind kind = seen.target().key().kind();
        List<String> deeds = new ArrayList<>();
        deed(kind.minField(), before.minReplicas(), after.minReplicas(), deeds);
        deed(kind.maxField(), before.maxReplicas(), after.maxReplicas(), deeds);
        return deeds.isEmpty()
                ? "leave " + kind.minField() + " at " + before.minReplicas()
                : String.join(" and ", deeds);
    }

    private static void deed(String field, int before, int after, List<String> deeds) {
        if (before != after) {
            deeds.add((after > before ? "raise " : "lower ") + field + " from " + before + " to " + after);
        }
    }
}
