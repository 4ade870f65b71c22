package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.BoundsReading.Field;
import io.predictivescaler.planning.BoundsReading.Finding;
import io.predictivescaler.planning.MinReplicas;
import io.predictivescaler.planning.TargetBounds.Writer;
import java.util.Optional;

/** What a target's bounds were, and what they are after giving back. */
final class RestorationText {
    private RestorationText() {}

    static String of(Target target, BoundsReading reading) {
        return field(
                        reading,
                        Field.minReplicas,
                        text(target.bounds().minReplicas()),
                        text(reading.baseline().minReplicas()))
                + ", "
                + field(
                        reading,
                        Field.maxReplicas,
                        Integer.toString(target.bounds().maxReplicas()),
                        Integer.toString(reading.baseline().maxReplicas()));
    }

    private static String field(BoundsReading reading, Field field, String was, String is) {
        if (!was.equals(is)) {
            return field + " " + was + " → " + is;
        }
        return field + " " + is
                + editor(reading, field).map(by -> " (set by " + by + " since)").orElse("");
    }

    /** Who set the field since the operator did, as far as the target tells. */
    private static Optional<String> editor(BoundsReading reading, Field field) {
        return reading.findings().stream()
                .filter(Finding.Edited.class::isInstance)
                .map(Finding.Edited.class::cast)
                .filter(edited -> edited.field() == field)
                .map(edited -> switch (edited.by()) {
                    case Writer.Other other -> other.manager();
                    case Writer.Operator operator -> "the operator";
                    case Writer.Unknown unknown -> "somebody";
                })
                .findFirst();
    }

    private static String text(MinReplicas minReplicas) {
        return switch (minReplicas) {
            case MinReplicas.Stated stated -> Integer.toString(stated.effective());
            case MinReplicas.Absent absent -> absent.effective() + " (left out)";
        };
    }
}
