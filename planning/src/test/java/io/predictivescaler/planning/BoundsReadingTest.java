package io.predictivescaler.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.BoundsReading.Field;
import io.predictivescaler.planning.BoundsReading.Finding;
import io.predictivescaler.planning.TargetBounds.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsReadingTest {
    private static final Writer OURS = new Writer.Operator();
    private static final Instant EXPIRES = Instant.parse("2026-11-23T10:00:00Z");

    private static BoundsRecord record(String baseline, String applied) {
        MinReplicas floor = minReplicas(baseline.split("–")[0]);
        Baseline user = new Baseline(floor, maxReplicas(baseline.split("–")[1]));
        String[] set = applied.split("–");
        Bounds bounds = new Bounds(Integer.parseInt(set[0]), Integer.parseInt(set[1]));
        return new BoundsRecord("hpa-1", "scaler-1", user, bounds, EXPIRES);
    }

    private static TargetBounds target(String uid, String bounds, Writer minWriter, Writer maxWriter) {
        String[] parts = bounds.split("–");
        return new TargetBounds(uid, minReplicas(parts[0]), maxReplicas(parts[1]), minWriter, maxWriter);
    }

    private static MinReplicas minReplicas(String text) {
        return text.equals("none") ? new MinReplicas.Absent(1) : new MinReplicas.Stated(Integer.parseInt(text));
    }

    private static MaxReplicas maxReplicas(String text) {
        return text.equals("none") ? new MaxReplicas.Absent(100) : new MaxReplicas.Stated(Integer.parseInt(text));
    }

    private static Writer writer(String name) {
        return switch (name) {
            case "operator" -> OURS;
            case "unknown" -> new Writer.Unknown();
            default -> new Writer.Other(name);
        };
    }

    private static String describe(Baseline baseline) {
        String floor = switch (baseline.minReplicas()) {
            case MinReplicas.Stated stated -> "" + stated.effective();
            case MinReplicas.Absent absent -> "none";
        };
        String ceiling = switch (baseline.maximum()) {
            case MaxReplicas.Stated stated -> "" + stated.effective();
            case MaxReplicas.Absent absent -> "none";
        };
        return floor + "–" + ceiling;
    }

    private static String describe(List<Finding> findings) {
        return findings.stream().map(BoundsReadingTest::describe).collect(Collectors.joining(", "));
    }

    private static String describe(Finding finding) {
        return switch (finding) {
            case Finding.Reverted reverted ->
                shortly(reverted.field()) + " reverted " + reverted.applied() + "→" + reverted.baseline();
            case Finding.Edited edited -> shortly(edited.field()) + " edited " + edited.from() + "→" + edited.to();
            case Finding.Copied copied -> "copied from " + copied.fromUid();
        };
    }

    private static String shortly(Field field) {
        return switch (field) {
            case minReplicas -> "min";
            case maxReplicas -> "max";
        };
    }

    @Nested
    class WithoutARecord {
        @Test
        void whatStandsIsTheUsers() {
            BoundsReading reading = BoundsReading.of(Optional.empty(), target("hpa-1", "2–40", OURS, OURS));

            assertThat(reading).isEqualTo(new BoundsReading(Baseline.of(2, 40), new Bounds(2, 40), false, List.of()));
        }

        @Test
        void aMissingMinimumIsABaselineWithoutOne() {
            BoundsReading reading = BoundsReading.of(Optional.empty(), target("hpa-1", "none–40", OURS, OURS));

            assertThat(reading.baseline()).isEqualTo(new Baseline(new MinReplicas.Absent(1), 40));
            assertThat(reading.inForce()).isEqualTo(new Bounds(1, 40));
        }
    }

    @Nested
    class OnTheRecordedObject {
        @ParameterizedTest(name = "baseline {0}, applied {1}: {2} by {3} and {4} is baseline {5}, {6}")
        @CsvSource(delimiter = '|', textBlock = """
                # recorded       | on the target, and who wrote it    | means
                # base | applied | stands  | min by   | max by        | baseline | findings
                2–40   | 9–40    | 9–40    | operator | kubectl       | 2–40     | ''
                2–40   | 9–40    | 9–40    | unknown  | unknown       | 2–40     | ''
                2–40   | 9–48    | 9–48    | operator | operator      | 2–40     | ''
                2–40   | 9–40    | 2–40    | kubectl  | kubectl       | 2–40     | min reverted 9→2
                2–40   | 9–40    | 2–40    | unknown  | unknown       | 2–40     | min reverted 9→2
                2–40   | 9–48    | 9–40    | operator | argocd        | 2–40     | max reverted 48→40
                2–40   | 9–48    | 2–40    | argocd   | argocd        | 2–40     | min reverted 9→2, max reverted 48→40
                2–40   | 9–40    | 5–40    | kubectl  | kubectl       | 5–40     | min edited 9→5
                2–40   | 9–40    | 5–40    | operator | kubectl       | 5–40     | min edited 9→5
                2–40   | 9–40    | 9–40    | kubectl  | kubectl       | 9–40     | min edited 9→9
                2–40   | 9–40    | 9–30    | operator | kubectl       | 2–30     | max edited 40→30
                2–40   | 9–48    | 9–48    | operator | kubectl       | 2–48     | max edited 48→48
                2–40   | 9–48    | 5–60    | kubectl  | kubectl       | 5–60     | min edited 9→5, max edited 48→60
                2–40   | 9–48    | 2–60    | kubectl  | kubectl       | 2–60     | min reverted 9→2, max edited 48→60
                2–40   | 2–48    | 2–48    | kubectl  | operator      | 2–40     | ''
                2–40   | 2–40    | 2–40    | kubectl  | kubectl       | 2–40     | ''
                2–40   | 9–40    | none–40 | kubectl  | kubectl       | none–40  | min edited 9→1
                1–40   | 9–40    | none–40 | kubectl  | kubectl       | none–40  | min edited 9→1
                1–40   | 1–48    | none–48 | kubectl  | operator      | none–40  | min edited 1→1
                none–40 | 9–40   | 9–40    | operator | kubectl       | none–40  | ''
                none–40 | 9–40   | none–40 | kubectl  | kubectl       | none–40  | min reverted 9→1
                none–40 | 9–40   | 1–40    | kubectl  | kubectl       | none–40  | min reverted 9→1
                none–40 | 1–48   | none–48 | unknown  | operator      | none–40  | ''
                none–40 | 9–40   | 3–40    | kubectl  | kubectl       | 3–40     | min edited 9→3
                2–none | 9–100   | 9–none  | operator | unknown       | 2–none   | ''
                2–none | 9–120   | 9–120   | operator | operator      | 2–none   | ''
                2–none | 9–120   | 9–none  | operator | kubectl       | 2–none   | max reverted 120→100
                2–none | 9–100   | 9–60    | operator | kubectl       | 2–60     | max edited 100→60
                2–40   | 9–40    | 9–none  | operator | kubectl       | 2–none   | max edited 40→100
                2–40   | 18–40   | 18–10   | operator | kubectl       | 2–10     | max edited 40→10
                2–40   | 18–40   | 2–10    | kubectl  | kubectl       | 2–10     | max edited 40→10
                2–40   | 18–40   | 2–18    | kubectl  | kubectl       | 2–18     | min reverted 18→2, max edited 40→18
                2–40   | 18–40   | 30–10   | kubectl  | kubectl       | 10–10    | min edited 18→30, max edited 40→10
                """)
        void judgesEachBoundApart(
                String baseline,
                String applied,
                String stands,
                String minBy,
                String maxBy,
                String newBaseline,
                String findings) {
            TargetBounds target = target("hpa-1", stands, writer(minBy), writer(maxBy));

            BoundsReading reading = BoundsReading.of(Optional.of(record(baseline, applied)), target);

            assertThat(describe(reading.baseline())).isEqualTo(newBaseline);
            assertThat(describe(reading.findings())).isEqualTo(findings);
            assertThat(reading.inForce()).isEqualTo(target.bounds());
            assertThat(reading.held()).isTrue();
        }

        @Test
        void namesWhoDidIt() {
            Writer argo = new Writer.Other("argocd-controller");

            BoundsReading reading =
                    BoundsReading.of(Optional.of(record("2–40", "9–40")), target("hpa-1", "2–40", argo, argo));

            assertThat(reading.findings()).containsExactly(new Finding.Reverted(Field.minReplicas, 9, 2, argo));
        }
    }

    @Nested
    class WhenTheUsersMinimumIsAboveTheRecordedMaximum {
        @Test
        void takesWhatStandsForTheBaseline() {
            Writer kubectl = new Writer.Other("kubectl");

            BoundsReading reading =
                    BoundsReading.of(Optional.of(record("2–40", "44–80")), target("hpa-1", "50–80", kubectl, OURS));

            assertThat(reading.baseline()).isEqualTo(Baseline.of(50, 80));
            assertThat(reading.findings()).containsExactly(new Finding.Edited(Field.minReplicas, 44, 50, kubectl));
        }

        @Test
        void takesBothBoundsThatTheUserLowered() {
            Writer kubectl = new Writer.Other("kubectl");

            BoundsReading reading =
                    BoundsReading.of(Optional.of(record("10–40", "20–40")), target("hpa-1", "3–5", kubectl, kubectl));

            assertThat(reading.baseline()).isEqualTo(Baseline.of(3, 5));
        }
    }

    @Nested
    class OnAnotherObject {
        @ParameterizedTest(name = "baseline {0}, applied {1}: {2} is baseline {3}")
        @CsvSource(delimiter = '|', textBlock = """
                2–40    | 9–40 | 9–40    | 2–40
                2–40    | 9–48 | 9–48    | 2–40
                2–40    | 9–40 | 2–40    | 2–40
                2–40    | 9–40 | 5–40    | 5–40
                2–40    | 9–40 | 9–30    | 2–30
                2–40    | 9–40 | none–40 | none–40
                none–40 | 9–40 | 9–40    | none–40
                2–40    | 44–80 | 50–80  | 50–80
                """)
        void keepsTheRecordedBaselineOfWhatStandsAsApplied(
                String baseline, String applied, String stands, String newBaseline) {
            Writer velero = new Writer.Other("velero");

            BoundsReading reading =
                    BoundsReading.of(Optional.of(record(baseline, applied)), target("hpa-2", stands, velero, velero));

            assertThat(describe(reading.baseline())).isEqualTo(newBaseline);
            assertThat(reading.findings()).containsExactly(new Finding.Copied("hpa-1"));
            assertThat(reading.held()).isTrue();
        }
    }
}
