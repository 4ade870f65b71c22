package io.predictivescaler.operator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.MaxReplicas;
import io.predictivescaler.planning.MinReplicas;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsAnnotationTest {
    private static final TargetKind HPA = TargetKind.HorizontalPodAutoscaler;
    private static final Instant EXPIRES = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void readsWhatItWrote() {
        BoundsRecord record = new BoundsRecord("target", "scaler", Baseline.of(2, 40), new Bounds(9, 40), EXPIRES);

        assertThat(BoundsAnnotation.read(BoundsAnnotation.write(record), HPA))
                .isEqualTo(new Target.Note.Written(record));
    }

    @Test
    void keepsAnAbsentFloorAbsent() {
        BoundsRecord record = new BoundsRecord(
                "target", "scaler", new Baseline(new MinReplicas.Absent(1), 40), new Bounds(9, 40), EXPIRES);

        String text = BoundsAnnotation.write(record);

        assertThat(text).contains("\"baseline\":{\"maxReplicas\":40}");
        assertThat(BoundsAnnotation.read(text, HPA)).isEqualTo(new Target.Note.Written(record));
    }

    @Test
    void keepsWhatAScaledObjectLeavesOut() {
        Baseline baseline = new Baseline(new MinReplicas.Absent(0), new MaxReplicas.Absent(100));
        BoundsRecord record = new BoundsRecord("target", "scaler", baseline, new Bounds(9, 100), EXPIRES);

        String text = BoundsAnnotation.write(record);

        assertThat(text).contains("\"baseline\":{}");
        assertThat(BoundsAnnotation.read(text, TargetKind.ScaledObject)).isEqualTo(new Target.Note.Written(record));
        assertThat(BoundsAnnotation.read(text, HPA)).isInstanceOf(Target.Note.Unreadable.class);
    }

    @Test
    void keepsItsForm() {
        // What earlier versions wrote stands on targets: a change here needs a reader for the old form.
        assertThat(BoundsAnnotation.write(new BoundsRecord("t", "s", Baseline.of(2, 40), new Bounds(9, 40), EXPIRES)))
                .isEqualTo(
                        "{\"targetUid\":\"t\",\"scalerUid\":\"s\",\"baseline\":{\"minReplicas\":2,\"maxReplicas\":40},"
                                + "\"applied\":{\"minReplicas\":9,\"maxReplicas\":40},\"expires\":\"2026-11-23T08:00:00Z\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "null",
                "[]",
                "{}",
                "{\"targetUid\":\"t\"}",
                "{\"targetUid\":\"t\",\"scalerUid\":\"s\",\"baseline\":{\"maxReplicas\":1.5},"
                        + "\"applied\":{\"minReplicas\":9,\"maxReplicas\":40},\"expires\":\"2026-11-23T08:00:00Z\"}",
                "{\"targetUid\":\"t\",\"scalerUid\":\"s\",\"baseline\":{\"maxReplicas\":40},"
                        + "\"applied\":{\"minReplicas\":50,\"maxReplicas\":40},\"expires\":\"2026-11-23T08:00:00Z\"}",
                "{\"targetUid\":\"t\",\"scalerUid\":\"s\",\"baseline\":{\"maxReplicas\":40},"
                        + "\"applied\":{\"minReplicas\":9,\"maxReplicas\":40},\"expires\":\"tomorrow\"}"
            })
    void callsAnythingElseUnreadable(String text) {
        assertThat(BoundsAnnotation.read(text, HPA)).isInstanceOf(Target.Note.Unreadable.class);
    }
}
