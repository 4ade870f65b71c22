package io.predictivescaler.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.simulation.ConstantFloor;
import io.predictivescaler.simulation.Scores;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static Scores scores(int shortSeconds, double replicaHours) {
        return new Scores(Duration.ofSeconds(shortSeconds), Duration.ofDays(5), replicaHours, 0, 0, 0);
    }

    private static final Outcome OUTCOME =
            new Outcome(scores(2400, 1400), scores(615, 1540.126), new ConstantFloor(6, scores(2280, 1535)));

    @Test
    void isToldToScriptsInNumbersWithoutUnits() {
        assertThat(OUTCOME.result())
                .isEqualTo("RESULT hpa_short_minutes=40.00 operator_short_minutes=10.25"
                        + " hpa_replica_hours=1400.00 operator_replica_hours=1540.13");
    }

    @Test
    void isToldToPeopleAsATableAgainstTheHpaAlone() {
        assertThat(OUTCOME.table().lines())
                .containsExactly(
                        "                                    short minutes  replica-hours",
                        "HPA alone                                   40.00        1400.00",
                        "HPA with the operator                       10.25        1540.13"
                                + "   26 % of the short minutes at 110 % of the replica-hours",
                        "HPA above a constant floor of 6             38.00        1535.00"
                                + "   95 % of the short minutes at 110 % of the replica-hours");
    }
}
