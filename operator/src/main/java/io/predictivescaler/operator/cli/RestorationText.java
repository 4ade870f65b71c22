package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.BoundsReading.Field;
import io.predictivescaler.planning.BoundsReading.Finding;
import io.predictivescaler.planning.MaxReplicas;
import io.predictivescaler.planning.MinReplicas;
import io.predictivescaler.planning.TargetBounds.Writer;
import java.util.Optional;

/** What a target's bounds were, and what they are after giving back. */
final class RestorationText {
    private RestorationText() {}

    static String of(Target target, BoundsReading reading) {
        TargetKind kind = target.key().kind();
        return kind.minField() + " "
                + change(
                        reading,
                        Field.minReplicas,
                        text(target.bounds().minReplicas()),
                        text(reading.baseline().minReplicas()))
                + ", " + kind.maxField() + " "
                + change(
                        reading,
                        Field.maxReplicas,
                        text(target.bounds().maximum()),
                        text(reading.baseline().maximum()));
    }

    private static String change(BoundsReading reading, Field field, String was, String is) {
        if (!was.equals(is)) {
            return was + " → " + is;
        }
        return is
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

    private static String text(MaxReplicas maxReplicas) {
        return switch (maxReplicas) {
            case MaxReplicas.Stated stated -> Integer.toString(stated.effective());
            case MaxReplicas.Absent absent -> absent.effective() + " (left out)";
        };
    }
}
