package io.predictivescaler.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Accuracy;
import io.predictivescaler.operator.api.PredictiveScalerStatus.AppliedBounds;
import io.predictivescaler.operator.api.PredictiveScalerStatus.BaselineBounds;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Benefit;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Budget;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Decision;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Demand;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Forecast;
import io.predictivescaler.operator.api.PredictiveScalerStatus.LeadTime;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Peak;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Point;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Target;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictiveScalerStatusTest {
    private static final String TIME = "2026-11-23T06:00:00Z";
    private static final String ENDLESS = "x".repeat(5000);
    private static final Decision DECISION =
            new Decision(TIME, 100_000, 100_000, "r".repeat(20), ENDLESS, "ReleaseStep");
    private static final Condition CONDITION = new ConditionBuilder()
            .withType("t".repeat(16))
            .withStatus("Unknown")
            .withReason("r".repeat(24))
            .withMessage(ENDLESS)
            .withLastTransitionTime(TIME)
            .withObservedGeneration(123_456L)
            .build();

    private final PredictiveScalerStatus largest = new PredictiveScalerStatus(
            123_456L,
            Collections.nCopies(20, CONDITION),
            new Target(
                    TargetReference.Kind.HorizontalPodAutoscaler,
                    "u".repeat(36),
                    new BaselineBounds(1, 100_000),
                    new AppliedBounds(1, 100_000, TIME)),
            DECISION,
            Collections.nCopies(50, DECISION),
            new Forecast(
                    TIME,
                    new Peak(TIME, 100_000, "d".repeat(63), "c".repeat(63)),
                    Collections.nCopies(500, new Point(TIME, 100_000, 100_000))),
            Collections.nCopies(
                    50,
                    new Demand(
                            "d".repeat(63),
                            ENDLESS,
                            List.of("1h", "1d", "1w"),
                            TIME,
                            123_456.789,
                            "Learned",
                            ENDLESS,
                            new Accuracy("7d", -100, 100, 100, "SameTimeLastWeek"))),
            new Benefit("7d", 10_080, 10_080, 1_000_000),
            new LeadTime("1h59m59s", "1h58m44s", "Fallback", 1000, ENDLESS),
            new Budget("2026-11-22", 2_400_000, 2_400_000));

    @Test
    void staysUnderItsSizeWhateverIsPutIntoIt() {
        byte[] json = Serialization.asJson(largest).getBytes(StandardCharsets.UTF_8);
        assertThat(json.length).isBetween(12_000, PredictiveScalerStatus.MOST_BYTES);
    }

    @Test
    void keepsTheNewestAndCutsTheRest() {
        assertThat(largest.decisions()).hasSize(PredictiveScalerStatus.MOST_DECISIONS);
        assertThat(largest.conditions()).hasSize(PredictiveScalerStatus.MOST_CONDITIONS);
        assertThat(largest.decisions().get(0).message())
                .hasSize(PredictiveScalerStatus.LONGEST_DECISION_MESSAGE)
                .endsWith("…");
    }

    @Test
    void isReadBackAsItWasWritten() {
        PredictiveScalerStatus read =
                Serialization.unmarshal(Serialization.asJson(largest), PredictiveScalerStatus.class);
        assertThat(read).isEqualTo(largest);
    }

    @Test
    void saysNothingWhereThereIsNothing() {
        assertThat(Serialization.asJson(PredictiveScalerStatus.empty())).isEqualToIgnoringWhitespace("{}");
    }

    @Test
    void doesNotCutThroughACharacter() {
        String text = "a".repeat(PredictiveScalerStatus.LONGEST_DECISION_MESSAGE - 2) + "😀😀";
        assertThat(new Decision(TIME, 1, 2, "r", text, "None").message())
                .isEqualTo("a".repeat(PredictiveScalerStatus.LONGEST_DECISION_MESSAGE - 2) + "…");
    }
}
