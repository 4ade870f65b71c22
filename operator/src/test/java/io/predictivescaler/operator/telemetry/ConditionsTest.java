package io.predictivescaler.operator.telemetry;

import static io.predictivescaler.operator.telemetry.ConditionReason.DemandRead;
import static io.predictivescaler.operator.telemetry.ConditionReason.NoSeries;
import static io.predictivescaler.operator.telemetry.ConditionReason.PrometheusUnreachable;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Instant EIGHT = Instant.parse("2026-11-23T08:00:00.123456Z");
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    private static final Verdict READ = Verdict.yes(ConditionType.DemandAvailable, DemandRead, "all of 2 entries read");
    private static final Verdict UNREACHABLE =
            Verdict.no(ConditionType.DemandAvailable, PrometheusUnreachable, "no answer within 30 s");

    private static Condition only(List<Condition> conditions) {
        assertThat(conditions).hasSize(1);
        return conditions.getFirst();
    }

    @Test
    void carryTheVerdictAndItsGeneration() {
        Condition condition = only(Conditions.merge(List.of(), List.of(READ), 3, EIGHT));

        assertThat(condition)
                .isEqualTo(new ConditionBuilder()
                        .withType("DemandAvailable")
                        .withStatus("True")
                        .withReason("DemandRead")
                        .withMessage("all of 2 entries read")
                        .withObservedGeneration(3L)
                        .withLastTransitionTime("2026-11-23T08:00:00Z")
                        .build());
    }

    @Test
    void moveTheTransitionTimeWhenTheStatusFlips() {
        List<Condition> before = Conditions.merge(List.of(), List.of(READ), 3, EIGHT);

        Condition after = only(Conditions.merge(before, List.of(UNREACHABLE), 3, NINE));

        assertThat(after.getStatus()).isEqualTo("False");
        assertThat(after.getLastTransitionTime()).isEqualTo("2026-11-23T09:00:00Z");
    }

    @Test
    void keepTheTransitionTimeWhenOnlyTheReasonChanges() {
        List<Condition> before = Conditions.merge(List.of(), List.of(UNREACHABLE), 3, EIGHT);
        Verdict noSeries = Verdict.no(ConditionType.DemandAvailable, NoSeries, "the query gives no series");

        Condition after = only(Conditions.merge(before, List.of(noSeries), 4, NINE));

        assertThat(after.getReason()).isEqualTo("NoSeries");
        assertThat(after.getObservedGeneration()).isEqualTo(4);
        assertThat(after.getLastTransitionTime()).isEqualTo("2026-11-23T08:00:00Z");
    }

    @Test
    void areEqualWhenNothingChanged() {
        List<Condition> before = Conditions.merge(List.of(), List.of(READ), 3, EIGHT);

        assertThat(Conditions.merge(before, List.of(READ), 3, NINE)).isEqualTo(before);
    }

    @Test
    void stayWhenNoVerdictSpeaksOfThem() {
        List<Condition> before = Conditions.merge(List.of(), List.of(READ), 3, EIGHT);

        assertThat(Conditions.merge(before, List.of(), 4, NINE)).isEqualTo(before);
    }

    @Test
    void comeInOneOrderWhateverTheVerdicts() {
        Condition foreign =
                new ConditionBuilder().withType("Audited").withStatus("True").build();
        Verdict contended = Verdict.no(ConditionType.Contended, ConditionReason.Uncontended, "");
        Verdict ready = Verdict.yes(ConditionType.Ready, ConditionReason.AsExpected, "");

        assertThat(Conditions.merge(List.of(foreign), List.of(contended, READ, ready), 1, EIGHT))
                .extracting(Condition::getType)
                .containsExactly("Ready", "DemandAvailable", "Contended", "Audited");
    }

    @Test
    void haveMessagesThatTheApiAccepts() {
        Verdict long40k = Verdict.no(ConditionType.Ready, ConditionReason.InvalidSpec, "x".repeat(40_000));

        assertThat(only(Conditions.merge(List.of(), List.of(long40k), 1, EIGHT)).getMessage())
                .hasSize(32_768);
    }
}
