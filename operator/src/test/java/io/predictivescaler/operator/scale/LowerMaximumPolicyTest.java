package io.predictivescaler.operator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.predictivescaler.operator.testkit.AdmissionPolicy;
import io.predictivescaler.operator.testkit.LowerMaximum;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.MinReplicas;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The optional admission policy, on the annotation as the operator writes it. */
class LowerMaximumPolicyTest {
    private static final Baseline BASELINE = Baseline.of(2, 40);

    private final AdmissionPolicy policy = new AdmissionPolicy(LowerMaximum.policy());

    private static ObjectNode hpa(int minReplicas, int maxReplicas) {
        ObjectNode hpa = new ObjectMapper().createObjectNode();
        hpa.putObject("metadata").put("name", "checkout");
        hpa.putObject("spec").put("minReplicas", minReplicas).put("maxReplicas", maxReplicas);
        return hpa;
    }

    private static ObjectNode raised(Baseline baseline, int floor) {
        ObjectNode hpa = hpa(floor, 40);
        hpa.withObject("/metadata/annotations")
                .put(
                        BoundsAnnotation.KEY,
                        BoundsAnnotation.write(new BoundsRecord(
                                "uid-of-hpa",
                                "uid-of-scaler",
                                baseline,
                                new Bounds(floor, 40),
                                Instant.parse("2026-11-23T10:00:00Z"))));
        return hpa;
    }

    private static JsonNode with(ObjectNode hpa, int minReplicas, int maxReplicas) {
        ObjectNode after = hpa.deepCopy();
        after.withObject("/spec").put("minReplicas", minReplicas).put("maxReplicas", maxReplicas);
        return after;
    }

    @ParameterizedTest(name = "from a floor of 18 to {0}–{1}: {2}")
    @CsvSource({"18, 10, true", "18, 17, true", "18, 18, false", "18, 60, false", "2, 10, false", "9, 40, false"})
    void actsWhereTheMaximumFallsBelowAFloorThatIsLeftAsItStands(int minReplicas, int maxReplicas, boolean acts) {
        ObjectNode raised = raised(BASELINE, 18);

        assertThat(policy.matches(raised, with(raised, minReplicas, maxReplicas)))
                .isEqualTo(acts);
    }

    @Test
    void leavesAFloorToTheServerThatIsNotTheOperators() {
        ObjectNode own = hpa(18, 40);
        ObjectNode edited = raised(BASELINE, 18);
        edited.withObject("/spec").put("minReplicas", 20);

        assertThat(policy.matches(own, with(own, 18, 10))).isFalse();
        assertThat(policy.matches(edited, with(edited, 20, 10))).isFalse();
    }

    @Test
    void putsTheBaselineBack() {
        ObjectNode raised = raised(BASELINE, 18);

        assertThat(policy.variable("floor", raised, with(raised, 18, 10))).isEqualTo(2L);
    }

    @Test
    void takesABaselineWithoutAMinimumForOne() {
        ObjectNode raised = raised(new Baseline(new MinReplicas.Absent(1), 40), 18);

        assertThat(policy.variable("floor", raised, with(raised, 18, 10))).isEqualTo(1L);
    }

    @Test
    void makesWhatAnAutoscalerIs() {
        assertThat(policy.uncompilable()).isEmpty();
    }
}
